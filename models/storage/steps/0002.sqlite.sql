ALTER TABLE "schools" ADD COLUMN "lineage" TEXT NOT NULL DEFAULT ''
;
ALTER TABLE "schools" ADD COLUMN "quotas" TEXT NOT NULL DEFAULT '[]'
;
ALTER TABLE "terms" ADD COLUMN "lineage" TEXT NOT NULL DEFAULT ''
;
ALTER TABLE "groups" ADD COLUMN "lineage" TEXT NOT NULL DEFAULT ''
;
ALTER TABLE "teachers" ADD COLUMN "lineage" TEXT NOT NULL DEFAULT ''
;
ALTER TABLE "plans" ADD COLUMN "lineage" TEXT NOT NULL DEFAULT ''
;
ALTER TABLE "meetings" ADD COLUMN "lineage" TEXT NOT NULL DEFAULT ''
;
ALTER TABLE "events" ADD COLUMN "lineage" TEXT NOT NULL DEFAULT ''
;
CREATE TABLE "instruments" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL CHECK ("state" IN ('current')), "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "name" TEXT NOT NULL, "code" TEXT NOT NULL, "version_no" INTEGER, "kind" TEXT NOT NULL CHECK ("kind" IN ('', 'free', 'score', 'perspective', 'interval', 'sequence')), "content" TEXT NOT NULL) STRICT
;
CREATE TABLE "resident_rounds" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL CHECK ("state" IN ('draft', 'returned', 'submitted', 'approved', 'archived')), "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "round" TEXT NOT NULL CHECK ("round" IN ('', '1', '2')), "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "class_name" TEXT NOT NULL, "since" TEXT NOT NULL, "until" TEXT NOT NULL, "team" TEXT NOT NULL, "class_evaluation" TEXT NOT NULL, "group_evaluation" TEXT NOT NULL, "feedback" TEXT NOT NULL, "attachments" TEXT NOT NULL) STRICT
;
CREATE INDEX "resident_rounds_group_id" ON "resident_rounds" ("group_id")
;
CREATE INDEX "resident_rounds_term_id" ON "resident_rounds" ("term_id")
;
CREATE INDEX "resident_rounds_group_id_since" ON "resident_rounds" ("group_id", "since")
;
CREATE INDEX "resident_rounds_since_id" ON "resident_rounds" ("since", "id")
;
CREATE TABLE "topics" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL CHECK ("state" IN ('draft', 'returned', 'submitted', 'established', 'started', 'checked', 'finished', 'exhibited', 'suspended', 'revoked', 'rejected')), "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "level" TEXT NOT NULL CHECK ("level" IN ('', 'school', 'group', 'personal')), "title" TEXT NOT NULL, "code" TEXT NOT NULL, "authority" TEXT NOT NULL CHECK ("authority" IN ('', 'school', 'zone', 'county', 'city', 'province', 'nation')), "category" TEXT NOT NULL CHECK ("category" IN ('', 'key', 'ordinary', 'small', 'planned', 'special')), "parent_id" BLOB REFERENCES "topics" ("id") DEFERRABLE INITIALLY DEFERRED, "parent_name" TEXT NOT NULL, "parent_level" TEXT NOT NULL CHECK ("parent_level" IN ('', 'school', 'group', 'personal')), "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "head_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "head_name" TEXT NOT NULL, "members" TEXT NOT NULL, "start" TEXT NOT NULL, "end" TEXT NOT NULL, "background" TEXT NOT NULL, "literature" TEXT NOT NULL, "definition" TEXT NOT NULL, "goals" TEXT NOT NULL, "contents" TEXT NOT NULL, "methods" TEXT NOT NULL, "steps" TEXT NOT NULL, "expected" TEXT NOT NULL, "conditions" TEXT NOT NULL, "costs" TEXT NOT NULL, "stages" TEXT NOT NULL, "changes" TEXT NOT NULL, "title_then" TEXT NOT NULL, "head_then_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "head_then_name" TEXT NOT NULL, "end_then" TEXT NOT NULL, "experts" TEXT NOT NULL, "opening_place" TEXT NOT NULL, "opening_report" TEXT NOT NULL, "opening_advice" TEXT NOT NULL, "opening_revision" TEXT NOT NULL, "midterm_progress" TEXT NOT NULL, "midterm_results" TEXT NOT NULL, "midterm_problems" TEXT NOT NULL, "midterm_next" TEXT NOT NULL, "midterm_costs" TEXT NOT NULL, "closing_results" TEXT NOT NULL, "closing_effects" TEXT NOT NULL, "closing_reflection" TEXT NOT NULL, "attachments" TEXT NOT NULL, "decided_on" TEXT NOT NULL, "decided_by_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "decided_by_name" TEXT NOT NULL, "decided_result" TEXT NOT NULL CHECK ("decided_result" IN ('', 'excellent', 'good', 'passed', 'mend', 'failed')), "decided_opinion" TEXT NOT NULL) STRICT
;
CREATE INDEX "topics_group_id" ON "topics" ("group_id")
;
CREATE INDEX "topics_group_id_start" ON "topics" ("group_id", "start")
;
CREATE INDEX "topics_start_id" ON "topics" ("start", "id")
;
CREATE TABLE "lessons" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL CHECK ("state" IN ('planned', 'postponed', 'draft', 'returned', 'submitted', 'approved', 'archived', 'cancelled')), "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "week_no" INTEGER, "instructor_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "instructor_name" TEXT NOT NULL, "lesson_title" TEXT NOT NULL, "held_on" TEXT NOT NULL, "period" INTEGER, "start" TEXT NOT NULL, "minutes" INTEGER, "class_name" TEXT NOT NULL, "class_size" INTEGER, "subject" TEXT NOT NULL, "school" TEXT NOT NULL, "place" TEXT NOT NULL, "lesson_type" TEXT NOT NULL CHECK ("lesson_type" IN ('', 'drop_in', 'ordinary', 'open', 'research', 'demo', 'report', 'qualifying', 'competition', 'parallel_design', 'one_teacher_one_lesson', 'weekly_lesson_review', 'resident')), "lesson_form" TEXT NOT NULL CHECK ("lesson_form" IN ('', 'new', 'practice', 'review', 'commentary', 'experiment', 'activity')), "observers" TEXT NOT NULL, "objectives" TEXT NOT NULL, "design" TEXT NOT NULL, "design_files" TEXT NOT NULL, "reflection" TEXT NOT NULL, "prep_meeting_id" BLOB REFERENCES "meetings" ("id") DEFERRABLE INITIALLY DEFERRED, "prep_meeting_name" TEXT NOT NULL, "review_meeting_id" BLOB REFERENCES "meetings" ("id") DEFERRABLE INITIALLY DEFERRED, "review_meeting_name" TEXT NOT NULL, "topic_id" BLOB REFERENCES "topics" ("id") DEFERRABLE INITIALLY DEFERRED, "topic_name" TEXT NOT NULL, "round_id" BLOB REFERENCES "resident_rounds" ("id") DEFERRABLE INITIALLY DEFERRED, "round_name" TEXT NOT NULL) STRICT
;
CREATE INDEX "lessons_group_id" ON "lessons" ("group_id")
;
CREATE INDEX "lessons_term_id" ON "lessons" ("term_id")
;
CREATE INDEX "lessons_group_id_held_on" ON "lessons" ("group_id", "held_on")
;
CREATE INDEX "lessons_held_on_id" ON "lessons" ("held_on", "id")
;
CREATE TABLE "observations" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL CHECK ("state" IN ('draft', 'submitted', 'shared', 'acknowledged', 'archived')), "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "lesson_id" BLOB REFERENCES "lessons" ("id") DEFERRABLE INITIALLY DEFERRED, "lesson_name" TEXT NOT NULL, "observer_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "observer_name" TEXT NOT NULL, "instructor_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "instructor_name" TEXT NOT NULL, "lesson_title" TEXT NOT NULL, "class_name" TEXT NOT NULL, "subject" TEXT NOT NULL, "lesson_type" TEXT NOT NULL CHECK ("lesson_type" IN ('', 'drop_in', 'ordinary', 'open', 'research', 'demo', 'report', 'qualifying', 'competition', 'parallel_design', 'one_teacher_one_lesson', 'weekly_lesson_review', 'resident')), "held_on" TEXT NOT NULL, "period" INTEGER, "week_no" INTEGER, "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "topic_id" BLOB REFERENCES "topics" ("id") DEFERRABLE INITIALLY DEFERRED, "topic_name" TEXT NOT NULL, "instrument_id" BLOB REFERENCES "instruments" ("id") DEFERRABLE INITIALLY DEFERRED, "instrument_name" TEXT NOT NULL, "instrument_kind" TEXT NOT NULL CHECK ("instrument_kind" IN ('', 'free', 'score', 'perspective', 'interval', 'sequence')), "instrument_text" TEXT NOT NULL, "focus" TEXT NOT NULL, "perspectives" TEXT NOT NULL, "last_advice" TEXT NOT NULL, "objectives" TEXT NOT NULL, "started_at" TEXT NOT NULL, "segments" TEXT NOT NULL, "habits" TEXT NOT NULL, "scores" TEXT NOT NULL, "points" TEXT NOT NULL, "intervals" TEXT NOT NULL, "samples" TEXT NOT NULL, "board" TEXT NOT NULL, "strengths" TEXT NOT NULL, "problems" TEXT NOT NULL, "suggestions" TEXT NOT NULL, "next_step" TEXT NOT NULL, "verdict" TEXT NOT NULL, "grade" TEXT NOT NULL CHECK ("grade" IN ('', 'excellent', 'good', 'fair', 'poor')), "score" REAL, "self_reflection" TEXT NOT NULL, "reply" TEXT NOT NULL, "not_for_appraisal" INTEGER NOT NULL, "attachments" TEXT NOT NULL) STRICT
;
CREATE INDEX "observations_term_id" ON "observations" ("term_id")
;
CREATE INDEX "observations_group_id" ON "observations" ("group_id")
;
CREATE INDEX "observations_term_id_held_on" ON "observations" ("term_id", "held_on")
;
CREATE INDEX "observations_held_on_id" ON "observations" ("held_on", "id")
;
CREATE TABLE "months" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL CHECK ("state" IN ('planned', 'draft', 'returned', 'submitted', 'approved', 'archived')), "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "month" TEXT NOT NULL, "author_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "author_name" TEXT NOT NULL, "topic_id" BLOB REFERENCES "topics" ("id") DEFERRABLE INITIALLY DEFERRED, "topic_name" TEXT NOT NULL, "level" TEXT NOT NULL CHECK ("level" IN ('', 'school', 'group', 'personal')), "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "due_on" TEXT NOT NULL, "focus" TEXT NOT NULL, "activities" TEXT NOT NULL, "literature" TEXT NOT NULL, "practice" TEXT NOT NULL, "data" TEXT NOT NULL, "findings" TEXT NOT NULL, "difficulties" TEXT NOT NULL, "next_month" TEXT NOT NULL, "meetings" TEXT NOT NULL, "attachments" TEXT NOT NULL, "review" TEXT NOT NULL, "review_grade" TEXT NOT NULL CHECK ("review_grade" IN ('', 'A', 'B', 'C'))) STRICT
;
CREATE INDEX "months_term_id" ON "months" ("term_id")
;
CREATE INDEX "months_term_id_month" ON "months" ("term_id", "month")
;
CREATE INDEX "months_month_id" ON "months" ("month", "id")
;
CREATE TABLE "outcomes" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL CHECK ("state" IN ('current')), "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "kind" TEXT NOT NULL CHECK ("kind" IN ('', 'paper', 'case', 'design', 'lesson', 'report', 'textbook', 'courseware', 'award', 'other')), "title" TEXT NOT NULL, "authors" TEXT NOT NULL, "carrier" TEXT NOT NULL, "level" TEXT NOT NULL CHECK ("level" IN ('', 'school', 'zone', 'county', 'city', 'province', 'nation')), "grade" TEXT NOT NULL CHECK ("grade" IN ('', 'first', 'second', 'third', 'honourable', 'published', 'exchanged', 'none')), "date" TEXT NOT NULL, "cert_no" TEXT NOT NULL, "words" INTEGER, "topic_id" BLOB REFERENCES "topics" ("id") DEFERRABLE INITIALLY DEFERRED, "topic_name" TEXT NOT NULL, "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "submissions" TEXT NOT NULL, "evidence" TEXT NOT NULL) STRICT
;
CREATE INDEX "outcomes_group_id" ON "outcomes" ("group_id")
;
CREATE INDEX "outcomes_term_id" ON "outcomes" ("term_id")
;
CREATE INDEX "outcomes_group_id_date" ON "outcomes" ("group_id", "date")
;
CREATE INDEX "outcomes_date_id" ON "outcomes" ("date", "id")
;
CREATE TABLE "inquiries" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL CHECK ("state" IN ('question', 'theme', 'series', 'raised', 'shelved')), "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "title" TEXT NOT NULL, "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "noted_on" TEXT NOT NULL, "noted_by_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "noted_by_name" TEXT NOT NULL, "meeting_id" BLOB REFERENCES "meetings" ("id") DEFERRABLE INITIALLY DEFERRED, "meeting_name" TEXT NOT NULL, "problem" TEXT NOT NULL, "causes" TEXT NOT NULL, "as_theme" TEXT NOT NULL, "as_series" TEXT NOT NULL, "topic_id" BLOB REFERENCES "topics" ("id") DEFERRABLE INITIALLY DEFERRED, "topic_name" TEXT NOT NULL, "path" TEXT NOT NULL, "decided_on" TEXT NOT NULL, "decided_by_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "decided_by_name" TEXT NOT NULL) STRICT
;
CREATE INDEX "inquiries_group_id" ON "inquiries" ("group_id")
;
CREATE INDEX "inquiries_group_id_noted_on" ON "inquiries" ("group_id", "noted_on")
;
CREATE INDEX "inquiries_noted_on_id" ON "inquiries" ("noted_on", "id")
;
CREATE TABLE "pairings" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL CHECK ("state" IN ('draft', 'submitted', 'active', 'suspended', 'graduated', 'dissolved')), "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "mentor_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "mentor_name" TEXT NOT NULL, "mentee_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "mentee_name" TEXT NOT NULL, "kind" TEXT NOT NULL CHECK ("kind" IN ('', 'teaching', 'class_advisor', 'research')), "form" TEXT NOT NULL CHECK ("form" IN ('', 'entry', 'cooperate', 'improve')), "subject" TEXT NOT NULL, "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "start" TEXT NOT NULL, "end" TEXT NOT NULL, "goal" TEXT NOT NULL, "mentor_duties" TEXT NOT NULL, "mentee_duties" TEXT NOT NULL, "sessions" INTEGER, "mentee_hears" INTEGER, "mentor_hears" INTEGER, "open_lessons" INTEGER, "papers" INTEGER, "other_mentees" INTEGER, "agreement_signed_on" TEXT NOT NULL, "certificate_no" TEXT NOT NULL, "graduated_on" TEXT NOT NULL, "graduation_note" TEXT NOT NULL, "attachments" TEXT NOT NULL) STRICT
;
CREATE INDEX "pairings_group_id" ON "pairings" ("group_id")
;
CREATE INDEX "pairings_group_id_start" ON "pairings" ("group_id", "start")
;
CREATE INDEX "pairings_start_id" ON "pairings" ("start", "id")
;
CREATE TABLE "logs" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL CHECK ("state" IN ('draft', 'submitted', 'gained', 'inspected', 'archived')), "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "pairing_id" BLOB REFERENCES "pairings" ("id") DEFERRABLE INITIALLY DEFERRED, "pairing_name" TEXT NOT NULL, "mentor_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "mentor_name" TEXT NOT NULL, "mentee_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "mentee_name" TEXT NOT NULL, "subject" TEXT NOT NULL, "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "week_no" INTEGER, "seq_no" INTEGER, "held_on" TEXT NOT NULL, "start" TEXT NOT NULL, "end" TEXT NOT NULL, "place" TEXT NOT NULL, "modes" TEXT NOT NULL, "theme" TEXT NOT NULL, "carried" TEXT NOT NULL, "content" TEXT NOT NULL, "going_well" TEXT NOT NULL, "challenge" TEXT NOT NULL, "advice" TEXT NOT NULL, "mentee_next" TEXT NOT NULL, "mentor_next" TEXT NOT NULL, "gain" TEXT NOT NULL, "observation_id" BLOB REFERENCES "observations" ("id") DEFERRABLE INITIALLY DEFERRED, "observation_name" TEXT NOT NULL, "attachments" TEXT NOT NULL, "office_comment" TEXT NOT NULL, "grade" TEXT NOT NULL CHECK ("grade" IN ('', 'A', 'B', 'C'))) STRICT
;
CREATE INDEX "logs_group_id" ON "logs" ("group_id")
;
CREATE INDEX "logs_term_id" ON "logs" ("term_id")
;
CREATE INDEX "logs_group_id_held_on" ON "logs" ("group_id", "held_on")
;
CREATE INDEX "logs_held_on_id" ON "logs" ("held_on", "id")
;
CREATE TABLE "growth_plans" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL CHECK ("state" IN ('draft', 'returned', 'submitted', 'mentor_reviewed', 'approved', 'mid_reviewed', 'self_assessed', 'closed')), "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "mentee_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "mentee_name" TEXT NOT NULL, "year" TEXT NOT NULL, "written_on" TEXT NOT NULL, "pairing_id" BLOB REFERENCES "pairings" ("id") DEFERRABLE INITIALLY DEFERRED, "pairing_name" TEXT NOT NULL, "mentor_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "mentor_name" TEXT NOT NULL, "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "about_me" TEXT NOT NULL, "strengths" TEXT NOT NULL, "weaknesses" TEXT NOT NULL, "chances" TEXT NOT NULL, "goal" TEXT NOT NULL, "dimensions" TEXT NOT NULL, "books" TEXT NOT NULL, "mentor_opinion" TEXT NOT NULL, "review" TEXT NOT NULL, "mid_review" TEXT NOT NULL, "year_review" TEXT NOT NULL, "attachments" TEXT NOT NULL) STRICT
;
CREATE INDEX "growth_plans_group_id" ON "growth_plans" ("group_id")
;
CREATE INDEX "growth_plans_term_id" ON "growth_plans" ("term_id")
;
CREATE INDEX "growth_plans_group_id_written_on" ON "growth_plans" ("group_id", "written_on")
;
CREATE INDEX "growth_plans_written_on_id" ON "growth_plans" ("written_on", "id")
;
CREATE TABLE "appraisals" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL CHECK ("state" IN ('draft', 'returned', 'submitted', 'approved', 'publicised', 'archived')), "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "pairing_id" BLOB REFERENCES "pairings" ("id") DEFERRABLE INITIALLY DEFERRED, "pairing_name" TEXT NOT NULL, "year" TEXT NOT NULL, "held_on" TEXT NOT NULL, "mentor_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "mentor_name" TEXT NOT NULL, "mentee_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "mentee_name" TEXT NOT NULL, "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "items" TEXT NOT NULL, "bonus" REAL, "total" REAL, "self_review" TEXT NOT NULL, "mentor_review" TEXT NOT NULL, "committee" TEXT NOT NULL, "grade" TEXT NOT NULL CHECK ("grade" IN ('', 'excellent', 'qualified', 'unqualified')), "awards" TEXT NOT NULL, "publicised_on" TEXT NOT NULL, "attachments" TEXT NOT NULL) STRICT
;
CREATE INDEX "appraisals_group_id" ON "appraisals" ("group_id")
;
CREATE INDEX "appraisals_term_id" ON "appraisals" ("term_id")
;
CREATE INDEX "appraisals_group_id_held_on" ON "appraisals" ("group_id", "held_on")
;
CREATE INDEX "appraisals_held_on_id" ON "appraisals" ("held_on", "id")
