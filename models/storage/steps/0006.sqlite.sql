CREATE TABLE "schools_kept" AS SELECT * FROM "schools"
;
DROP TABLE "schools"
;
CREATE TABLE "schools" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL, "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "name" TEXT NOT NULL, "district" TEXT NOT NULL, "fonts" TEXT NOT NULL, "print_names" INTEGER NOT NULL, "record_days" INTEGER, "lineage" TEXT NOT NULL DEFAULT '', "quotas" TEXT NOT NULL DEFAULT '[]') STRICT
;
INSERT INTO "schools" ("id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "name", "district", "fonts", "print_names", "record_days", "lineage", "quotas") SELECT "id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "name", "district", "fonts", "print_names", "record_days", "lineage", "quotas" FROM "schools_kept"
;
DROP TABLE "schools_kept"
;
CREATE TABLE "terms_kept" AS SELECT * FROM "terms"
;
DROP TABLE "terms"
;
CREATE TABLE "terms" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL, "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "name" TEXT NOT NULL, "school_year" TEXT NOT NULL, "no" TEXT NOT NULL, "first_day" TEXT NOT NULL, "first_teaching_day" TEXT NOT NULL, "last_day" TEXT NOT NULL, "week1_monday" TEXT NOT NULL, "theme" TEXT NOT NULL, "day_rules" TEXT NOT NULL, "special_weeks" TEXT NOT NULL, "lineage" TEXT NOT NULL DEFAULT '') STRICT
;
INSERT INTO "terms" ("id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "name", "school_year", "no", "first_day", "first_teaching_day", "last_day", "week1_monday", "theme", "day_rules", "special_weeks", "lineage") SELECT "id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "name", "school_year", "no", "first_day", "first_teaching_day", "last_day", "week1_monday", "theme", "day_rules", "special_weeks", "lineage" FROM "terms_kept"
;
DROP TABLE "terms_kept"
;
CREATE INDEX "terms_first_day_id" ON "terms" ("first_day", "id")
;
CREATE TABLE "groups_kept" AS SELECT * FROM "groups"
;
DROP TABLE "groups"
;
CREATE TABLE "groups" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL, "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "name" TEXT NOT NULL, "subject" TEXT NOT NULL, "recurrences" TEXT NOT NULL, "annual_theme" TEXT NOT NULL, "problem" TEXT NOT NULL, "problem_theme" TEXT NOT NULL, "problem_series" TEXT NOT NULL, "problem_topic" TEXT NOT NULL, "budget" INTEGER, "required_meetings" INTEGER, "lineage" TEXT NOT NULL DEFAULT '') STRICT
;
INSERT INTO "groups" ("id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "name", "subject", "recurrences", "annual_theme", "problem", "problem_theme", "problem_series", "problem_topic", "budget", "required_meetings", "lineage") SELECT "id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "name", "subject", "recurrences", "annual_theme", "problem", "problem_theme", "problem_series", "problem_topic", "budget", "required_meetings", "lineage" FROM "groups_kept"
;
DROP TABLE "groups_kept"
;
CREATE TABLE "teachers_kept" AS SELECT * FROM "teachers"
;
DROP TABLE "teachers"
;
CREATE TABLE "teachers" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL, "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "name" TEXT NOT NULL, "staff_no" TEXT NOT NULL, "gender" TEXT NOT NULL, "birth" TEXT NOT NULL, "start_work" TEXT NOT NULL, "teaching_start" TEXT NOT NULL, "teaching_years" INTEGER, "payroll" TEXT NOT NULL, "subject" TEXT NOT NULL, "grades" TEXT NOT NULL, "classes" TEXT NOT NULL, "education" TEXT NOT NULL, "title" TEXT NOT NULL, "title_date" TEXT NOT NULL, "political" TEXT NOT NULL, "post" TEXT NOT NULL, "office" TEXT NOT NULL, "phone" TEXT NOT NULL, "tier_override" TEXT NOT NULL, "tier_reason" TEXT NOT NULL, "claimed_projects" TEXT NOT NULL, "status" TEXT NOT NULL, "training_cycle_start" TEXT NOT NULL, "memberships" TEXT NOT NULL, "honours" TEXT NOT NULL, "lineage" TEXT NOT NULL DEFAULT '') STRICT
;
INSERT INTO "teachers" ("id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "name", "staff_no", "gender", "birth", "start_work", "teaching_start", "teaching_years", "payroll", "subject", "grades", "classes", "education", "title", "title_date", "political", "post", "office", "phone", "tier_override", "tier_reason", "claimed_projects", "status", "training_cycle_start", "memberships", "honours", "lineage") SELECT "id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "name", "staff_no", "gender", "birth", "start_work", "teaching_start", "teaching_years", "payroll", "subject", "grades", "classes", "education", "title", "title_date", "political", "post", "office", "phone", "tier_override", "tier_reason", "claimed_projects", "status", "training_cycle_start", "memberships", "honours", "lineage" FROM "teachers_kept"
;
DROP TABLE "teachers_kept"
;
CREATE TABLE "plans_kept" AS SELECT * FROM "plans"
;
DROP TABLE "plans"
;
CREATE TABLE "plans" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL, "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "theme" TEXT NOT NULL, "guiding" TEXT NOT NULL, "situation" TEXT NOT NULL, "goals" TEXT NOT NULL, "measures" TEXT NOT NULL, "schedule" TEXT NOT NULL, "series" TEXT NOT NULL, "books" TEXT NOT NULL, "outcomes" TEXT NOT NULL, "lineage" TEXT NOT NULL DEFAULT '') STRICT
;
INSERT INTO "plans" ("id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "group_id", "group_name", "term_id", "term_name", "theme", "guiding", "situation", "goals", "measures", "schedule", "series", "books", "outcomes", "lineage") SELECT "id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "group_id", "group_name", "term_id", "term_name", "theme", "guiding", "situation", "goals", "measures", "schedule", "series", "books", "outcomes", "lineage" FROM "plans_kept"
;
DROP TABLE "plans_kept"
;
CREATE INDEX "plans_group_id" ON "plans" ("group_id")
;
CREATE INDEX "plans_term_id" ON "plans" ("term_id")
;
CREATE TABLE "meetings_kept" AS SELECT * FROM "meetings"
;
DROP TABLE "meetings"
;
CREATE TABLE "meetings" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL, "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "week_no" INTEGER, "seq_no" INTEGER, "held_on" TEXT NOT NULL, "start" TEXT NOT NULL, "end" TEXT NOT NULL, "place" TEXT NOT NULL, "kinds" TEXT NOT NULL, "theme" TEXT NOT NULL, "chair_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "chair_name" TEXT NOT NULL, "speakers" TEXT NOT NULL, "recorder_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "recorder_name" TEXT NOT NULL, "attendance" TEXT NOT NULL, "expected" INTEGER, "present" INTEGER, "carried" TEXT NOT NULL, "goals" TEXT NOT NULL, "preparation" TEXT NOT NULL, "steps" TEXT NOT NULL, "remarks" TEXT NOT NULL, "study_book" TEXT NOT NULL, "study_chapters" TEXT NOT NULL, "study_leader_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "study_leader_name" TEXT NOT NULL, "study_points" TEXT NOT NULL, "study_exchange" TEXT NOT NULL, "prep_grade" TEXT NOT NULL, "prep_unit" TEXT NOT NULL, "prep_lesson_title" TEXT NOT NULL, "prep_periods" TEXT NOT NULL, "lead_preparer_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "lead_preparer_name" TEXT NOT NULL, "prep_standard" TEXT NOT NULL, "prep_material" TEXT NOT NULL, "prep_students" TEXT NOT NULL, "prep_goals" TEXT NOT NULL, "prep_focus" TEXT NOT NULL, "prep_outline" TEXT NOT NULL, "viewpoints" TEXT NOT NULL, "revisions" TEXT NOT NULL, "prep_duties" TEXT NOT NULL, "homework" TEXT NOT NULL, "instructor_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "instructor_name" TEXT NOT NULL, "observed_lesson_title" TEXT NOT NULL, "observed_class" TEXT NOT NULL, "self_review" TEXT NOT NULL, "strengths" TEXT NOT NULL, "suggestions" TEXT NOT NULL, "rebuilt_plan" TEXT NOT NULL, "series_no" INTEGER, "series_name" TEXT NOT NULL, "series_question" TEXT NOT NULL, "series_case" TEXT NOT NULL, "series_discussion" TEXT NOT NULL, "series_conclusion" TEXT NOT NULL, "book_title" TEXT NOT NULL, "book_author" TEXT NOT NULL, "book_chapters" TEXT NOT NULL, "sharers" TEXT NOT NULL, "excerpt" TEXT NOT NULL, "insight" TEXT NOT NULL, "applied" TEXT NOT NULL, "debate" TEXT NOT NULL, "document" TEXT NOT NULL, "note_demand" TEXT NOT NULL, "quality_exam" TEXT NOT NULL, "quality_class" TEXT NOT NULL, "quality_findings" TEXT NOT NULL, "quality_measures" TEXT NOT NULL, "topic_name" TEXT NOT NULL, "topic_progress" TEXT NOT NULL, "outside_event" TEXT NOT NULL, "outside_reporter_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "outside_reporter_name" TEXT NOT NULL, "outside_gains" TEXT NOT NULL, "decisions" TEXT NOT NULL, "issues" TEXT NOT NULL, "summary" TEXT NOT NULL, "next_plan" TEXT NOT NULL, "attachments" TEXT NOT NULL, "office_comment" TEXT NOT NULL, "grade" TEXT NOT NULL, "lineage" TEXT NOT NULL DEFAULT '', "topic_id" BLOB REFERENCES "topics" ("id") DEFERRABLE INITIALLY DEFERRED) STRICT
;
INSERT INTO "meetings" ("id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "group_id", "group_name", "term_id", "term_name", "week_no", "seq_no", "held_on", "start", "end", "place", "kinds", "theme", "chair_id", "chair_name", "speakers", "recorder_id", "recorder_name", "attendance", "expected", "present", "carried", "goals", "preparation", "steps", "remarks", "study_book", "study_chapters", "study_leader_id", "study_leader_name", "study_points", "study_exchange", "prep_grade", "prep_unit", "prep_lesson_title", "prep_periods", "lead_preparer_id", "lead_preparer_name", "prep_standard", "prep_material", "prep_students", "prep_goals", "prep_focus", "prep_outline", "viewpoints", "revisions", "prep_duties", "homework", "instructor_id", "instructor_name", "observed_lesson_title", "observed_class", "self_review", "strengths", "suggestions", "rebuilt_plan", "series_no", "series_name", "series_question", "series_case", "series_discussion", "series_conclusion", "book_title", "book_author", "book_chapters", "sharers", "excerpt", "insight", "applied", "debate", "document", "note_demand", "quality_exam", "quality_class", "quality_findings", "quality_measures", "topic_name", "topic_progress", "outside_event", "outside_reporter_id", "outside_reporter_name", "outside_gains", "decisions", "issues", "summary", "next_plan", "attachments", "office_comment", "grade", "lineage", "topic_id") SELECT "id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "group_id", "group_name", "term_id", "term_name", "week_no", "seq_no", "held_on", "start", "end", "place", "kinds", "theme", "chair_id", "chair_name", "speakers", "recorder_id", "recorder_name", "attendance", "expected", "present", "carried", "goals", "preparation", "steps", "remarks", "study_book", "study_chapters", "study_leader_id", "study_leader_name", "study_points", "study_exchange", "prep_grade", "prep_unit", "prep_lesson_title", "prep_periods", "lead_preparer_id", "lead_preparer_name", "prep_standard", "prep_material", "prep_students", "prep_goals", "prep_focus", "prep_outline", "viewpoints", "revisions", "prep_duties", "homework", "instructor_id", "instructor_name", "observed_lesson_title", "observed_class", "self_review", "strengths", "suggestions", "rebuilt_plan", "series_no", "series_name", "series_question", "series_case", "series_discussion", "series_conclusion", "book_title", "book_author", "book_chapters", "sharers", "excerpt", "insight", "applied", "debate", "document", "note_demand", "quality_exam", "quality_class", "quality_findings", "quality_measures", "topic_name", "topic_progress", "outside_event", "outside_reporter_id", "outside_reporter_name", "outside_gains", "decisions", "issues", "summary", "next_plan", "attachments", "office_comment", "grade", "lineage", "topic_id" FROM "meetings_kept"
;
DROP TABLE "meetings_kept"
;
CREATE INDEX "meetings_group_id" ON "meetings" ("group_id")
;
CREATE INDEX "meetings_term_id" ON "meetings" ("term_id")
;
CREATE INDEX "meetings_group_id_held_on" ON "meetings" ("group_id", "held_on")
;
CREATE INDEX "meetings_held_on_id" ON "meetings" ("held_on", "id")
;
CREATE TABLE "events_kept" AS SELECT * FROM "events"
;
DROP TABLE "events"
;
CREATE TABLE "events" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL, "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "name" TEXT NOT NULL, "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "held_on" TEXT NOT NULL, "start" TEXT NOT NULL, "end" TEXT NOT NULL, "place" TEXT NOT NULL, "items" TEXT NOT NULL, "host_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "host_name" TEXT NOT NULL, "audience" TEXT NOT NULL, "news" TEXT NOT NULL, "attachments" TEXT NOT NULL, "lineage" TEXT NOT NULL DEFAULT '') STRICT
;
INSERT INTO "events" ("id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "name", "term_id", "term_name", "held_on", "start", "end", "place", "items", "host_id", "host_name", "audience", "news", "attachments", "lineage") SELECT "id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "name", "term_id", "term_name", "held_on", "start", "end", "place", "items", "host_id", "host_name", "audience", "news", "attachments", "lineage" FROM "events_kept"
;
DROP TABLE "events_kept"
;
CREATE INDEX "events_term_id" ON "events" ("term_id")
;
CREATE INDEX "events_term_id_held_on" ON "events" ("term_id", "held_on")
;
CREATE INDEX "events_held_on_id" ON "events" ("held_on", "id")
;
CREATE TABLE "instruments_kept" AS SELECT * FROM "instruments"
;
DROP TABLE "instruments"
;
CREATE TABLE "instruments" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL, "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "name" TEXT NOT NULL, "code" TEXT NOT NULL, "version_no" INTEGER, "kind" TEXT NOT NULL, "content" TEXT NOT NULL) STRICT
;
INSERT INTO "instruments" ("id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "name", "code", "version_no", "kind", "content") SELECT "id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "name", "code", "version_no", "kind", "content" FROM "instruments_kept"
;
DROP TABLE "instruments_kept"
;
CREATE TABLE "resident_rounds_kept" AS SELECT * FROM "resident_rounds"
;
DROP TABLE "resident_rounds"
;
CREATE TABLE "resident_rounds" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL, "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "round" TEXT NOT NULL, "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "class_name" TEXT NOT NULL, "since" TEXT NOT NULL, "until" TEXT NOT NULL, "team" TEXT NOT NULL, "class_evaluation" TEXT NOT NULL, "group_evaluation" TEXT NOT NULL, "feedback" TEXT NOT NULL, "attachments" TEXT NOT NULL) STRICT
;
INSERT INTO "resident_rounds" ("id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "round", "group_id", "group_name", "term_id", "term_name", "class_name", "since", "until", "team", "class_evaluation", "group_evaluation", "feedback", "attachments") SELECT "id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "round", "group_id", "group_name", "term_id", "term_name", "class_name", "since", "until", "team", "class_evaluation", "group_evaluation", "feedback", "attachments" FROM "resident_rounds_kept"
;
DROP TABLE "resident_rounds_kept"
;
CREATE INDEX "resident_rounds_group_id" ON "resident_rounds" ("group_id")
;
CREATE INDEX "resident_rounds_term_id" ON "resident_rounds" ("term_id")
;
CREATE INDEX "resident_rounds_group_id_since" ON "resident_rounds" ("group_id", "since")
;
CREATE INDEX "resident_rounds_since_id" ON "resident_rounds" ("since", "id")
;
CREATE TABLE "topics_kept" AS SELECT * FROM "topics"
;
DROP TABLE "topics"
;
CREATE TABLE "topics" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL, "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "level" TEXT NOT NULL, "title" TEXT NOT NULL, "code" TEXT NOT NULL, "authority" TEXT NOT NULL, "category" TEXT NOT NULL, "parent_id" BLOB REFERENCES "topics" ("id") DEFERRABLE INITIALLY DEFERRED, "parent_name" TEXT NOT NULL, "parent_level" TEXT NOT NULL, "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "head_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "head_name" TEXT NOT NULL, "members" TEXT NOT NULL, "start" TEXT NOT NULL, "end" TEXT NOT NULL, "background" TEXT NOT NULL, "literature" TEXT NOT NULL, "definition" TEXT NOT NULL, "goals" TEXT NOT NULL, "contents" TEXT NOT NULL, "methods" TEXT NOT NULL, "steps" TEXT NOT NULL, "expected" TEXT NOT NULL, "conditions" TEXT NOT NULL, "costs" TEXT NOT NULL, "stages" TEXT NOT NULL, "changes" TEXT NOT NULL, "title_then" TEXT NOT NULL, "head_then_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "head_then_name" TEXT NOT NULL, "end_then" TEXT NOT NULL, "experts" TEXT NOT NULL, "opening_place" TEXT NOT NULL, "opening_report" TEXT NOT NULL, "opening_advice" TEXT NOT NULL, "opening_revision" TEXT NOT NULL, "midterm_progress" TEXT NOT NULL, "midterm_results" TEXT NOT NULL, "midterm_problems" TEXT NOT NULL, "midterm_next" TEXT NOT NULL, "midterm_costs" TEXT NOT NULL, "closing_results" TEXT NOT NULL, "closing_effects" TEXT NOT NULL, "closing_reflection" TEXT NOT NULL, "attachments" TEXT NOT NULL, "decided_on" TEXT NOT NULL, "decided_by_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "decided_by_name" TEXT NOT NULL, "decided_result" TEXT NOT NULL, "decided_opinion" TEXT NOT NULL) STRICT
;
INSERT INTO "topics" ("id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "level", "title", "code", "authority", "category", "parent_id", "parent_name", "parent_level", "group_id", "group_name", "head_id", "head_name", "members", "start", "end", "background", "literature", "definition", "goals", "contents", "methods", "steps", "expected", "conditions", "costs", "stages", "changes", "title_then", "head_then_id", "head_then_name", "end_then", "experts", "opening_place", "opening_report", "opening_advice", "opening_revision", "midterm_progress", "midterm_results", "midterm_problems", "midterm_next", "midterm_costs", "closing_results", "closing_effects", "closing_reflection", "attachments", "decided_on", "decided_by_id", "decided_by_name", "decided_result", "decided_opinion") SELECT "id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "level", "title", "code", "authority", "category", "parent_id", "parent_name", "parent_level", "group_id", "group_name", "head_id", "head_name", "members", "start", "end", "background", "literature", "definition", "goals", "contents", "methods", "steps", "expected", "conditions", "costs", "stages", "changes", "title_then", "head_then_id", "head_then_name", "end_then", "experts", "opening_place", "opening_report", "opening_advice", "opening_revision", "midterm_progress", "midterm_results", "midterm_problems", "midterm_next", "midterm_costs", "closing_results", "closing_effects", "closing_reflection", "attachments", "decided_on", "decided_by_id", "decided_by_name", "decided_result", "decided_opinion" FROM "topics_kept"
;
DROP TABLE "topics_kept"
;
CREATE INDEX "topics_group_id" ON "topics" ("group_id")
;
CREATE INDEX "topics_group_id_start" ON "topics" ("group_id", "start")
;
CREATE INDEX "topics_start_id" ON "topics" ("start", "id")
;
CREATE TABLE "lessons_kept" AS SELECT * FROM "lessons"
;
DROP TABLE "lessons"
;
CREATE TABLE "lessons" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL, "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "week_no" INTEGER, "instructor_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "instructor_name" TEXT NOT NULL, "lesson_title" TEXT NOT NULL, "held_on" TEXT NOT NULL, "period" INTEGER, "start" TEXT NOT NULL, "minutes" INTEGER, "class_name" TEXT NOT NULL, "class_size" INTEGER, "subject" TEXT NOT NULL, "school" TEXT NOT NULL, "place" TEXT NOT NULL, "lesson_type" TEXT NOT NULL, "lesson_form" TEXT NOT NULL, "observers" TEXT NOT NULL, "objectives" TEXT NOT NULL, "design" TEXT NOT NULL, "design_files" TEXT NOT NULL, "reflection" TEXT NOT NULL, "prep_meeting_id" BLOB REFERENCES "meetings" ("id") DEFERRABLE INITIALLY DEFERRED, "prep_meeting_name" TEXT NOT NULL, "review_meeting_id" BLOB REFERENCES "meetings" ("id") DEFERRABLE INITIALLY DEFERRED, "review_meeting_name" TEXT NOT NULL, "topic_id" BLOB REFERENCES "topics" ("id") DEFERRABLE INITIALLY DEFERRED, "topic_name" TEXT NOT NULL, "round_id" BLOB REFERENCES "resident_rounds" ("id") DEFERRABLE INITIALLY DEFERRED, "round_name" TEXT NOT NULL) STRICT
;
INSERT INTO "lessons" ("id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "group_id", "group_name", "term_id", "term_name", "week_no", "instructor_id", "instructor_name", "lesson_title", "held_on", "period", "start", "minutes", "class_name", "class_size", "subject", "school", "place", "lesson_type", "lesson_form", "observers", "objectives", "design", "design_files", "reflection", "prep_meeting_id", "prep_meeting_name", "review_meeting_id", "review_meeting_name", "topic_id", "topic_name", "round_id", "round_name") SELECT "id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "group_id", "group_name", "term_id", "term_name", "week_no", "instructor_id", "instructor_name", "lesson_title", "held_on", "period", "start", "minutes", "class_name", "class_size", "subject", "school", "place", "lesson_type", "lesson_form", "observers", "objectives", "design", "design_files", "reflection", "prep_meeting_id", "prep_meeting_name", "review_meeting_id", "review_meeting_name", "topic_id", "topic_name", "round_id", "round_name" FROM "lessons_kept"
;
DROP TABLE "lessons_kept"
;
CREATE INDEX "lessons_group_id" ON "lessons" ("group_id")
;
CREATE INDEX "lessons_term_id" ON "lessons" ("term_id")
;
CREATE INDEX "lessons_group_id_held_on" ON "lessons" ("group_id", "held_on")
;
CREATE INDEX "lessons_held_on_id" ON "lessons" ("held_on", "id")
;
CREATE TABLE "observations_kept" AS SELECT * FROM "observations"
;
DROP TABLE "observations"
;
CREATE TABLE "observations" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL, "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "lesson_id" BLOB REFERENCES "lessons" ("id") DEFERRABLE INITIALLY DEFERRED, "lesson_name" TEXT NOT NULL, "observer_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "observer_name" TEXT NOT NULL, "instructor_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "instructor_name" TEXT NOT NULL, "lesson_title" TEXT NOT NULL, "class_name" TEXT NOT NULL, "subject" TEXT NOT NULL, "lesson_type" TEXT NOT NULL, "held_on" TEXT NOT NULL, "period" INTEGER, "week_no" INTEGER, "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "topic_id" BLOB REFERENCES "topics" ("id") DEFERRABLE INITIALLY DEFERRED, "topic_name" TEXT NOT NULL, "instrument_id" BLOB REFERENCES "instruments" ("id") DEFERRABLE INITIALLY DEFERRED, "instrument_name" TEXT NOT NULL, "instrument_kind" TEXT NOT NULL, "instrument_text" TEXT NOT NULL, "focus" TEXT NOT NULL, "perspectives" TEXT NOT NULL, "last_advice" TEXT NOT NULL, "objectives" TEXT NOT NULL, "started_at" TEXT NOT NULL, "segments" TEXT NOT NULL, "habits" TEXT NOT NULL, "scores" TEXT NOT NULL, "points" TEXT NOT NULL, "intervals" TEXT NOT NULL, "samples" TEXT NOT NULL, "board" TEXT NOT NULL, "strengths" TEXT NOT NULL, "problems" TEXT NOT NULL, "suggestions" TEXT NOT NULL, "next_step" TEXT NOT NULL, "verdict" TEXT NOT NULL, "grade" TEXT NOT NULL, "score" REAL, "self_reflection" TEXT NOT NULL, "reply" TEXT NOT NULL, "not_for_appraisal" INTEGER NOT NULL, "attachments" TEXT NOT NULL) STRICT
;
INSERT INTO "observations" ("id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "lesson_id", "lesson_name", "observer_id", "observer_name", "instructor_id", "instructor_name", "lesson_title", "class_name", "subject", "lesson_type", "held_on", "period", "week_no", "term_id", "term_name", "group_id", "group_name", "topic_id", "topic_name", "instrument_id", "instrument_name", "instrument_kind", "instrument_text", "focus", "perspectives", "last_advice", "objectives", "started_at", "segments", "habits", "scores", "points", "intervals", "samples", "board", "strengths", "problems", "suggestions", "next_step", "verdict", "grade", "score", "self_reflection", "reply", "not_for_appraisal", "attachments") SELECT "id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "lesson_id", "lesson_name", "observer_id", "observer_name", "instructor_id", "instructor_name", "lesson_title", "class_name", "subject", "lesson_type", "held_on", "period", "week_no", "term_id", "term_name", "group_id", "group_name", "topic_id", "topic_name", "instrument_id", "instrument_name", "instrument_kind", "instrument_text", "focus", "perspectives", "last_advice", "objectives", "started_at", "segments", "habits", "scores", "points", "intervals", "samples", "board", "strengths", "problems", "suggestions", "next_step", "verdict", "grade", "score", "self_reflection", "reply", "not_for_appraisal", "attachments" FROM "observations_kept"
;
DROP TABLE "observations_kept"
;
CREATE INDEX "observations_term_id" ON "observations" ("term_id")
;
CREATE INDEX "observations_group_id" ON "observations" ("group_id")
;
CREATE INDEX "observations_term_id_held_on" ON "observations" ("term_id", "held_on")
;
CREATE INDEX "observations_held_on_id" ON "observations" ("held_on", "id")
;
CREATE TABLE "months_kept" AS SELECT * FROM "months"
;
DROP TABLE "months"
;
CREATE TABLE "months" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL, "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "month" TEXT NOT NULL, "author_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "author_name" TEXT NOT NULL, "topic_id" BLOB REFERENCES "topics" ("id") DEFERRABLE INITIALLY DEFERRED, "topic_name" TEXT NOT NULL, "level" TEXT NOT NULL, "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "due_on" TEXT NOT NULL, "focus" TEXT NOT NULL, "activities" TEXT NOT NULL, "literature" TEXT NOT NULL, "practice" TEXT NOT NULL, "data" TEXT NOT NULL, "findings" TEXT NOT NULL, "difficulties" TEXT NOT NULL, "next_month" TEXT NOT NULL, "meetings" TEXT NOT NULL, "attachments" TEXT NOT NULL, "review" TEXT NOT NULL, "review_grade" TEXT NOT NULL) STRICT
;
INSERT INTO "months" ("id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "month", "author_id", "author_name", "topic_id", "topic_name", "level", "term_id", "term_name", "due_on", "focus", "activities", "literature", "practice", "data", "findings", "difficulties", "next_month", "meetings", "attachments", "review", "review_grade") SELECT "id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "month", "author_id", "author_name", "topic_id", "topic_name", "level", "term_id", "term_name", "due_on", "focus", "activities", "literature", "practice", "data", "findings", "difficulties", "next_month", "meetings", "attachments", "review", "review_grade" FROM "months_kept"
;
DROP TABLE "months_kept"
;
CREATE INDEX "months_term_id" ON "months" ("term_id")
;
CREATE INDEX "months_term_id_month" ON "months" ("term_id", "month")
;
CREATE INDEX "months_month_id" ON "months" ("month", "id")
;
CREATE TABLE "outcomes_kept" AS SELECT * FROM "outcomes"
;
DROP TABLE "outcomes"
;
CREATE TABLE "outcomes" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL, "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "kind" TEXT NOT NULL, "title" TEXT NOT NULL, "authors" TEXT NOT NULL, "carrier" TEXT NOT NULL, "level" TEXT NOT NULL, "grade" TEXT NOT NULL, "date" TEXT NOT NULL, "cert_no" TEXT NOT NULL, "words" INTEGER, "topic_id" BLOB REFERENCES "topics" ("id") DEFERRABLE INITIALLY DEFERRED, "topic_name" TEXT NOT NULL, "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "submissions" TEXT NOT NULL, "evidence" TEXT NOT NULL) STRICT
;
INSERT INTO "outcomes" ("id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "kind", "title", "authors", "carrier", "level", "grade", "date", "cert_no", "words", "topic_id", "topic_name", "group_id", "group_name", "term_id", "term_name", "submissions", "evidence") SELECT "id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "kind", "title", "authors", "carrier", "level", "grade", "date", "cert_no", "words", "topic_id", "topic_name", "group_id", "group_name", "term_id", "term_name", "submissions", "evidence" FROM "outcomes_kept"
;
DROP TABLE "outcomes_kept"
;
CREATE INDEX "outcomes_group_id" ON "outcomes" ("group_id")
;
CREATE INDEX "outcomes_term_id" ON "outcomes" ("term_id")
;
CREATE INDEX "outcomes_group_id_date" ON "outcomes" ("group_id", "date")
;
CREATE INDEX "outcomes_date_id" ON "outcomes" ("date", "id")
;
CREATE TABLE "inquiries_kept" AS SELECT * FROM "inquiries"
;
DROP TABLE "inquiries"
;
CREATE TABLE "inquiries" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL, "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "title" TEXT NOT NULL, "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "noted_on" TEXT NOT NULL, "noted_by_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "noted_by_name" TEXT NOT NULL, "meeting_id" BLOB REFERENCES "meetings" ("id") DEFERRABLE INITIALLY DEFERRED, "meeting_name" TEXT NOT NULL, "problem" TEXT NOT NULL, "causes" TEXT NOT NULL, "as_theme" TEXT NOT NULL, "as_series" TEXT NOT NULL, "topic_id" BLOB REFERENCES "topics" ("id") DEFERRABLE INITIALLY DEFERRED, "topic_name" TEXT NOT NULL, "path" TEXT NOT NULL, "decided_on" TEXT NOT NULL, "decided_by_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "decided_by_name" TEXT NOT NULL) STRICT
;
INSERT INTO "inquiries" ("id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "title", "group_id", "group_name", "noted_on", "noted_by_id", "noted_by_name", "meeting_id", "meeting_name", "problem", "causes", "as_theme", "as_series", "topic_id", "topic_name", "path", "decided_on", "decided_by_id", "decided_by_name") SELECT "id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "title", "group_id", "group_name", "noted_on", "noted_by_id", "noted_by_name", "meeting_id", "meeting_name", "problem", "causes", "as_theme", "as_series", "topic_id", "topic_name", "path", "decided_on", "decided_by_id", "decided_by_name" FROM "inquiries_kept"
;
DROP TABLE "inquiries_kept"
;
CREATE INDEX "inquiries_group_id" ON "inquiries" ("group_id")
;
CREATE INDEX "inquiries_group_id_noted_on" ON "inquiries" ("group_id", "noted_on")
;
CREATE INDEX "inquiries_noted_on_id" ON "inquiries" ("noted_on", "id")
;
CREATE TABLE "pairings_kept" AS SELECT * FROM "pairings"
;
DROP TABLE "pairings"
;
CREATE TABLE "pairings" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL, "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "mentor_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "mentor_name" TEXT NOT NULL, "mentee_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "mentee_name" TEXT NOT NULL, "kind" TEXT NOT NULL, "form" TEXT NOT NULL, "subject" TEXT NOT NULL, "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "start" TEXT NOT NULL, "end" TEXT NOT NULL, "goal" TEXT NOT NULL, "mentor_duties" TEXT NOT NULL, "mentee_duties" TEXT NOT NULL, "sessions" INTEGER, "mentee_hears" INTEGER, "mentor_hears" INTEGER, "open_lessons" INTEGER, "papers" INTEGER, "other_mentees" INTEGER, "agreement_signed_on" TEXT NOT NULL, "certificate_no" TEXT NOT NULL, "graduated_on" TEXT NOT NULL, "graduation_note" TEXT NOT NULL, "attachments" TEXT NOT NULL) STRICT
;
INSERT INTO "pairings" ("id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "mentor_id", "mentor_name", "mentee_id", "mentee_name", "kind", "form", "subject", "group_id", "group_name", "term_id", "term_name", "start", "end", "goal", "mentor_duties", "mentee_duties", "sessions", "mentee_hears", "mentor_hears", "open_lessons", "papers", "other_mentees", "agreement_signed_on", "certificate_no", "graduated_on", "graduation_note", "attachments") SELECT "id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "mentor_id", "mentor_name", "mentee_id", "mentee_name", "kind", "form", "subject", "group_id", "group_name", "term_id", "term_name", "start", "end", "goal", "mentor_duties", "mentee_duties", "sessions", "mentee_hears", "mentor_hears", "open_lessons", "papers", "other_mentees", "agreement_signed_on", "certificate_no", "graduated_on", "graduation_note", "attachments" FROM "pairings_kept"
;
DROP TABLE "pairings_kept"
;
CREATE INDEX "pairings_group_id" ON "pairings" ("group_id")
;
CREATE INDEX "pairings_group_id_start" ON "pairings" ("group_id", "start")
;
CREATE INDEX "pairings_start_id" ON "pairings" ("start", "id")
;
CREATE TABLE "logs_kept" AS SELECT * FROM "logs"
;
DROP TABLE "logs"
;
CREATE TABLE "logs" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL, "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "pairing_id" BLOB REFERENCES "pairings" ("id") DEFERRABLE INITIALLY DEFERRED, "pairing_name" TEXT NOT NULL, "mentor_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "mentor_name" TEXT NOT NULL, "mentee_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "mentee_name" TEXT NOT NULL, "subject" TEXT NOT NULL, "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "week_no" INTEGER, "seq_no" INTEGER, "held_on" TEXT NOT NULL, "start" TEXT NOT NULL, "end" TEXT NOT NULL, "place" TEXT NOT NULL, "modes" TEXT NOT NULL, "theme" TEXT NOT NULL, "carried" TEXT NOT NULL, "content" TEXT NOT NULL, "going_well" TEXT NOT NULL, "challenge" TEXT NOT NULL, "advice" TEXT NOT NULL, "mentee_next" TEXT NOT NULL, "mentor_next" TEXT NOT NULL, "gain" TEXT NOT NULL, "observation_id" BLOB REFERENCES "observations" ("id") DEFERRABLE INITIALLY DEFERRED, "observation_name" TEXT NOT NULL, "attachments" TEXT NOT NULL, "office_comment" TEXT NOT NULL, "grade" TEXT NOT NULL) STRICT
;
INSERT INTO "logs" ("id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "pairing_id", "pairing_name", "mentor_id", "mentor_name", "mentee_id", "mentee_name", "subject", "group_id", "group_name", "term_id", "term_name", "week_no", "seq_no", "held_on", "start", "end", "place", "modes", "theme", "carried", "content", "going_well", "challenge", "advice", "mentee_next", "mentor_next", "gain", "observation_id", "observation_name", "attachments", "office_comment", "grade") SELECT "id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "pairing_id", "pairing_name", "mentor_id", "mentor_name", "mentee_id", "mentee_name", "subject", "group_id", "group_name", "term_id", "term_name", "week_no", "seq_no", "held_on", "start", "end", "place", "modes", "theme", "carried", "content", "going_well", "challenge", "advice", "mentee_next", "mentor_next", "gain", "observation_id", "observation_name", "attachments", "office_comment", "grade" FROM "logs_kept"
;
DROP TABLE "logs_kept"
;
CREATE INDEX "logs_group_id" ON "logs" ("group_id")
;
CREATE INDEX "logs_term_id" ON "logs" ("term_id")
;
CREATE INDEX "logs_group_id_held_on" ON "logs" ("group_id", "held_on")
;
CREATE INDEX "logs_held_on_id" ON "logs" ("held_on", "id")
;
CREATE TABLE "growth_plans_kept" AS SELECT * FROM "growth_plans"
;
DROP TABLE "growth_plans"
;
CREATE TABLE "growth_plans" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL, "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "mentee_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "mentee_name" TEXT NOT NULL, "year" TEXT NOT NULL, "written_on" TEXT NOT NULL, "pairing_id" BLOB REFERENCES "pairings" ("id") DEFERRABLE INITIALLY DEFERRED, "pairing_name" TEXT NOT NULL, "mentor_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "mentor_name" TEXT NOT NULL, "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "about_me" TEXT NOT NULL, "strengths" TEXT NOT NULL, "weaknesses" TEXT NOT NULL, "chances" TEXT NOT NULL, "goal" TEXT NOT NULL, "dimensions" TEXT NOT NULL, "books" TEXT NOT NULL, "mentor_opinion" TEXT NOT NULL, "review" TEXT NOT NULL, "mid_review" TEXT NOT NULL, "year_review" TEXT NOT NULL, "attachments" TEXT NOT NULL) STRICT
;
INSERT INTO "growth_plans" ("id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "mentee_id", "mentee_name", "year", "written_on", "pairing_id", "pairing_name", "mentor_id", "mentor_name", "group_id", "group_name", "term_id", "term_name", "about_me", "strengths", "weaknesses", "chances", "goal", "dimensions", "books", "mentor_opinion", "review", "mid_review", "year_review", "attachments") SELECT "id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "mentee_id", "mentee_name", "year", "written_on", "pairing_id", "pairing_name", "mentor_id", "mentor_name", "group_id", "group_name", "term_id", "term_name", "about_me", "strengths", "weaknesses", "chances", "goal", "dimensions", "books", "mentor_opinion", "review", "mid_review", "year_review", "attachments" FROM "growth_plans_kept"
;
DROP TABLE "growth_plans_kept"
;
CREATE INDEX "growth_plans_group_id" ON "growth_plans" ("group_id")
;
CREATE INDEX "growth_plans_term_id" ON "growth_plans" ("term_id")
;
CREATE INDEX "growth_plans_group_id_written_on" ON "growth_plans" ("group_id", "written_on")
;
CREATE INDEX "growth_plans_written_on_id" ON "growth_plans" ("written_on", "id")
;
CREATE TABLE "appraisals_kept" AS SELECT * FROM "appraisals"
;
DROP TABLE "appraisals"
;
CREATE TABLE "appraisals" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL, "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "pairing_id" BLOB REFERENCES "pairings" ("id") DEFERRABLE INITIALLY DEFERRED, "pairing_name" TEXT NOT NULL, "year" TEXT NOT NULL, "held_on" TEXT NOT NULL, "mentor_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "mentor_name" TEXT NOT NULL, "mentee_id" BLOB REFERENCES "teachers" ("id") DEFERRABLE INITIALLY DEFERRED, "mentee_name" TEXT NOT NULL, "group_id" BLOB REFERENCES "groups" ("id") DEFERRABLE INITIALLY DEFERRED, "group_name" TEXT NOT NULL, "term_id" BLOB REFERENCES "terms" ("id") DEFERRABLE INITIALLY DEFERRED, "term_name" TEXT NOT NULL, "items" TEXT NOT NULL, "bonus" REAL, "total" REAL, "self_review" TEXT NOT NULL, "mentor_review" TEXT NOT NULL, "committee" TEXT NOT NULL, "grade" TEXT NOT NULL, "awards" TEXT NOT NULL, "publicised_on" TEXT NOT NULL, "attachments" TEXT NOT NULL) STRICT
;
INSERT INTO "appraisals" ("id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "pairing_id", "pairing_name", "year", "held_on", "mentor_id", "mentor_name", "mentee_id", "mentee_name", "group_id", "group_name", "term_id", "term_name", "items", "bonus", "total", "self_review", "mentor_review", "committee", "grade", "awards", "publicised_on", "attachments") SELECT "id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "pairing_id", "pairing_name", "year", "held_on", "mentor_id", "mentor_name", "mentee_id", "mentee_name", "group_id", "group_name", "term_id", "term_name", "items", "bonus", "total", "self_review", "mentor_review", "committee", "grade", "awards", "publicised_on", "attachments" FROM "appraisals_kept"
;
DROP TABLE "appraisals_kept"
;
CREATE INDEX "appraisals_group_id" ON "appraisals" ("group_id")
;
CREATE INDEX "appraisals_term_id" ON "appraisals" ("term_id")
;
CREATE INDEX "appraisals_group_id_held_on" ON "appraisals" ("group_id", "held_on")
;
CREATE INDEX "appraisals_held_on_id" ON "appraisals" ("held_on", "id")
;
CREATE TABLE "layouts_kept" AS SELECT * FROM "layouts"
;
DROP TABLE "layouts"
;
CREATE TABLE "layouts" ("id" BLOB NOT NULL PRIMARY KEY, "version" INTEGER NOT NULL, "state" TEXT NOT NULL, "state_reason" TEXT NOT NULL, "created_at" TEXT NOT NULL, "created_by" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "updated_by" TEXT NOT NULL, "submitted_at" TEXT NOT NULL, "deleted_at" TEXT NOT NULL, "lineage" TEXT NOT NULL, "paper" TEXT NOT NULL, "source" TEXT NOT NULL, "file" TEXT NOT NULL) STRICT
;
INSERT INTO "layouts" ("id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "paper", "source", "file") SELECT "id", "version", "state", "state_reason", "created_at", "created_by", "updated_at", "updated_by", "submitted_at", "deleted_at", "lineage", "paper", "source", "file" FROM "layouts_kept"
;
DROP TABLE "layouts_kept"
