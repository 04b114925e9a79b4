CREATE TABLE "schools" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL CHECK ("state" IN ('current')), "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "name" TEXT NOT NULL, "district" TEXT NOT NULL, "fonts" TEXT NOT NULL CHECK ("fonts" IN ('', 'official', 'windows')), "print_names" INTEGER NOT NULL, "record_days" INTEGER) STRICT
;
CREATE TABLE "terms" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL CHECK ("state" IN ('open', 'closed')), "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "name" TEXT NOT NULL, "school_year" TEXT NOT NULL, "no" TEXT NOT NULL CHECK ("no" IN ('', '1', '2')), "first_day" TEXT NOT NULL, "first_teaching_day" TEXT NOT NULL, "last_day" TEXT NOT NULL, "week1_monday" TEXT NOT NULL, "theme" TEXT NOT NULL, "day_rules" TEXT NOT NULL, "special_weeks" TEXT NOT NULL) STRICT
;
CREATE INDEX "terms_first_day_id" ON "terms" ("first_day", "id")
;
CREATE TABLE "groups" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL CHECK ("state" IN ('current')), "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "name" TEXT NOT NULL, "subject" TEXT NOT NULL, "recurrences" TEXT NOT NULL, "annual_theme" TEXT NOT NULL, "problem" TEXT NOT NULL, "problem_theme" TEXT NOT NULL, "problem_series" TEXT NOT NULL, "problem_topic" TEXT NOT NULL, "budget" INTEGER, "required_meetings" INTEGER) STRICT
;
CREATE TABLE "teachers" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL CHECK ("state" IN ('current')), "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "name" TEXT NOT NULL, "staff_no" TEXT NOT NULL, "gender" TEXT NOT NULL CHECK ("gender" IN ('', 'f', 'm')), "birth" TEXT NOT NULL, "start_work" TEXT NOT NULL, "teaching_start" TEXT NOT NULL, "teaching_years" INTEGER, "payroll" TEXT NOT NULL CHECK ("payroll" IN ('', 'on', 'off')), "subject" TEXT NOT NULL, "grades" TEXT NOT NULL, "classes" TEXT NOT NULL, "education" TEXT NOT NULL, "title" TEXT NOT NULL, "title_date" TEXT NOT NULL, "political" TEXT NOT NULL, "post" TEXT NOT NULL, "office" TEXT NOT NULL CHECK ("office" IN ('', 'teacher', 'office_academic', 'office_research', 'vice_principal', 'principal')), "phone" TEXT NOT NULL, "tier_override" TEXT NOT NULL CHECK ("tier_override" IN ('', 'T1_novice', 'T2_growing', 'T3_backbone', 'T4_mature')), "tier_reason" TEXT NOT NULL, "claimed_projects" TEXT NOT NULL, "status" TEXT NOT NULL CHECK ("status" IN ('', 'active', 'seconded', 'maternity', 'sick', 'retired', 'left')), "training_cycle_start" TEXT NOT NULL, "memberships" TEXT NOT NULL, "honours" TEXT NOT NULL) STRICT
;
CREATE TABLE "plans" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL CHECK ("state" IN ('draft', 'returned', 'submitted', 'approved', 'archived', 'cancelled')), "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "theme" TEXT NOT NULL, "guiding" TEXT NOT NULL, "situation" TEXT NOT NULL, "goals" TEXT NOT NULL, "measures" TEXT NOT NULL, "schedule" TEXT NOT NULL, "series" TEXT NOT NULL, "books" TEXT NOT NULL, "outcomes" TEXT NOT NULL) STRICT
;
CREATE INDEX "plans_group_id" ON "plans" ("group_id")
;
CREATE INDEX "plans_term_id" ON "plans" ("term_id")
;
CREATE TABLE "meetings" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL CHECK ("state" IN ('planned', 'postponed', 'draft', 'returned', 'submitted', 'approved', 'archived', 'cancelled')), "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "week_no" INTEGER, "seq_no" INTEGER, "held_on" TEXT NOT NULL, "start" TEXT NOT NULL, "end" TEXT NOT NULL, "place" TEXT NOT NULL, "kinds" TEXT NOT NULL, "theme" TEXT NOT NULL, "chair_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "chair_name" TEXT NOT NULL, "speakers" TEXT NOT NULL, "recorder_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "recorder_name" TEXT NOT NULL, "attendance" TEXT NOT NULL, "expected" INTEGER, "present" INTEGER, "carried" TEXT NOT NULL, "goals" TEXT NOT NULL, "preparation" TEXT NOT NULL, "steps" TEXT NOT NULL, "remarks" TEXT NOT NULL, "study_book" TEXT NOT NULL, "study_chapters" TEXT NOT NULL, "study_leader_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "study_leader_name" TEXT NOT NULL, "study_points" TEXT NOT NULL, "study_exchange" TEXT NOT NULL, "prep_grade" TEXT NOT NULL, "prep_unit" TEXT NOT NULL, "prep_lesson_title" TEXT NOT NULL, "prep_periods" TEXT NOT NULL, "lead_preparer_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "lead_preparer_name" TEXT NOT NULL, "prep_standard" TEXT NOT NULL, "prep_material" TEXT NOT NULL, "prep_students" TEXT NOT NULL, "prep_goals" TEXT NOT NULL, "prep_focus" TEXT NOT NULL, "prep_outline" TEXT NOT NULL, "viewpoints" TEXT NOT NULL, "revisions" TEXT NOT NULL, "prep_duties" TEXT NOT NULL, "homework" TEXT NOT NULL, "instructor_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "instructor_name" TEXT NOT NULL, "observed_lesson_title" TEXT NOT NULL, "observed_class" TEXT NOT NULL, "self_review" TEXT NOT NULL, "strengths" TEXT NOT NULL, "suggestions" TEXT NOT NULL, "rebuilt_plan" TEXT NOT NULL, "series_no" INTEGER, "series_name" TEXT NOT NULL, "series_question" TEXT NOT NULL, "series_case" TEXT NOT NULL, "series_discussion" TEXT NOT NULL, "series_conclusion" TEXT NOT NULL, "book_title" TEXT NOT NULL, "book_author" TEXT NOT NULL, "book_chapters" TEXT NOT NULL, "sharers" TEXT NOT NULL, "excerpt" TEXT NOT NULL, "insight" TEXT NOT NULL, "applied" TEXT NOT NULL, "debate" TEXT NOT NULL, "document" TEXT NOT NULL, "note_demand" TEXT NOT NULL, "quality_exam" TEXT NOT NULL, "quality_class" TEXT NOT NULL, "quality_findings" TEXT NOT NULL, "quality_measures" TEXT NOT NULL, "topic" TEXT NOT NULL, "topic_progress" TEXT NOT NULL, "outside_event" TEXT NOT NULL, "outside_reporter_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "outside_reporter_name" TEXT NOT NULL, "outside_gains" TEXT NOT NULL, "decisions" TEXT NOT NULL, "issues" TEXT NOT NULL, "summary" TEXT NOT NULL, "next_plan" TEXT NOT NULL, "attachments" TEXT NOT NULL, "office_comment" TEXT NOT NULL, "grade" TEXT NOT NULL CHECK ("grade" IN ('', 'A', 'B', 'C'))) STRICT
;
CREATE INDEX "meetings_group_id" ON "meetings" ("group_id")
;
CREATE INDEX "meetings_term_id" ON "meetings" ("term_id")
;
CREATE INDEX "meetings_group_id_held_on" ON "meetings" ("group_id", "held_on")
;
CREATE INDEX "meetings_held_on_id" ON "meetings" ("held_on", "id")
;
CREATE TABLE "events" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL CHECK ("state" IN ('planned', 'postponed', 'draft', 'returned', 'submitted', 'approved', 'archived', 'cancelled')), "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "name" TEXT NOT NULL, "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "held_on" TEXT NOT NULL, "start" TEXT NOT NULL, "end" TEXT NOT NULL, "place" TEXT NOT NULL, "items" TEXT NOT NULL, "host_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "host_name" TEXT NOT NULL, "audience" TEXT NOT NULL CHECK ("audience" IN ('', 'all', 'group', 'advisers', 'under45', 'learners')), "news" TEXT NOT NULL, "attachments" TEXT NOT NULL) STRICT
;
CREATE INDEX "events_term_id" ON "events" ("term_id")
;
CREATE INDEX "events_term_id_held_on" ON "events" ("term_id", "held_on")
;
CREATE INDEX "events_held_on_id" ON "events" ("held_on", "id")
;
CREATE TABLE "revision" ("seq" INTEGER NOT NULL PRIMARY KEY, "id" BLOB NOT NULL, "site" TEXT NOT NULL, "entity" TEXT NOT NULL, "entity_id" BLOB NOT NULL, "parents" TEXT NOT NULL, "lamport" INTEGER NOT NULL, "actor" TEXT NOT NULL, "at" TEXT NOT NULL, "op" TEXT NOT NULL, "reason" TEXT NOT NULL, "before" TEXT NOT NULL, "after" TEXT NOT NULL, "prev_hash" TEXT NOT NULL, "hash" TEXT NOT NULL) STRICT
;
CREATE UNIQUE INDEX "revision_id" ON "revision" ("id")
;
CREATE INDEX "revision_entity_id_seq" ON "revision" ("entity_id", "seq")
;
CREATE TABLE "draft" ("entity" TEXT NOT NULL, "entity_id" BLOB NOT NULL, "site" TEXT NOT NULL, "content" TEXT NOT NULL, "based_on" INTEGER NOT NULL, "saved_at" TEXT NOT NULL, PRIMARY KEY ("entity", "entity_id", "site")) STRICT
;
CREATE TABLE "link" ("source" TEXT NOT NULL, "source_id" BLOB NOT NULL, "path" TEXT NOT NULL, "target" TEXT NOT NULL, "target_id" BLOB NOT NULL, "note" TEXT NOT NULL, "since" TEXT NOT NULL, "until" TEXT NOT NULL) STRICT
;
CREATE INDEX "link_source_id" ON "link" ("source_id")
;
CREATE INDEX "link_target_id_source" ON "link" ("target_id", "source")
;
CREATE TABLE "searchtext" ("doc" INTEGER NOT NULL PRIMARY KEY, "entity" TEXT NOT NULL, "entity_id" BLOB NOT NULL, "day" TEXT NOT NULL, "title" TEXT NOT NULL, "body" TEXT NOT NULL) STRICT
;
CREATE UNIQUE INDEX "searchtext_entity_id" ON "searchtext" ("entity_id")
;
CREATE INDEX "searchtext_day_doc" ON "searchtext" ("day", "doc")
;
CREATE TABLE "blob" ("sha256" TEXT NOT NULL PRIMARY KEY, "content" BLOB NOT NULL, "media" TEXT NOT NULL, "width" INTEGER NOT NULL, "height" INTEGER NOT NULL) STRICT
;
CREATE TABLE "setting" ("site" TEXT NOT NULL, "key" TEXT NOT NULL, "value" TEXT NOT NULL, PRIMARY KEY ("site", "key")) STRICT
;
CREATE VIRTUAL TABLE search_gram USING fts5(grams, content='', contentless_delete=1, detail=none, tokenize='ascii')
;
CREATE TRIGGER revision_kept BEFORE UPDATE ON revision BEGIN SELECT raise(ABORT, 'the journal is append-only'); END
;
CREATE TRIGGER revision_stays BEFORE DELETE ON revision BEGIN SELECT raise(ABORT, 'the journal is append-only'); END
