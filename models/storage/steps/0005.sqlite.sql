ALTER TABLE "draft" RENAME TO "draft_before"
;
CREATE TABLE "draft" ("entity" TEXT NOT NULL, "entity_id" BLOB NOT NULL, "site" TEXT NOT NULL, "person" TEXT NOT NULL, "content" TEXT NOT NULL, "based_on" INTEGER NOT NULL, "saved_at" TEXT NOT NULL, PRIMARY KEY ("entity", "entity_id", "site", "person")) STRICT
;
INSERT INTO "draft" ("entity", "entity_id", "site", "person", "content", "based_on", "saved_at") SELECT "entity", "entity_id", "site", '', "content", "based_on", "saved_at" FROM "draft_before"
;
DROP TABLE "draft_before"
