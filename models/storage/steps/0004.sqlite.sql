ALTER TABLE "meetings" RENAME COLUMN "topic" TO "topic_name"
;
ALTER TABLE "meetings" ADD COLUMN "topic_id" BLOB REFERENCES "topics" ("id") DEFERRABLE INITIALLY DEFERRED
