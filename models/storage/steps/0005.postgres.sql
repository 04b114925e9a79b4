ALTER TABLE "draft" ADD COLUMN "person" TEXT NOT NULL DEFAULT ''
;
ALTER TABLE "draft" DROP CONSTRAINT "draft_pkey"
;
ALTER TABLE "draft" ADD PRIMARY KEY ("entity", "entity_id", "site", "person")
