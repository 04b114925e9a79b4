ALTER TABLE "meetings" RENAME COLUMN "topic" TO "topic_name"
;
ALTER TABLE "meetings" ADD COLUMN "topic_id" UUID REFERENCES "topics" ("id") DEFERRABLE INITIALLY DEFERRED
