ALTER TABLE "schools" DROP CONSTRAINT "schools_state_check"
;
ALTER TABLE "schools" DROP CONSTRAINT "schools_fonts_check"
;
ALTER TABLE "terms" DROP CONSTRAINT "terms_state_check"
;
ALTER TABLE "terms" DROP CONSTRAINT "terms_no_check"
;
ALTER TABLE "groups" DROP CONSTRAINT "groups_state_check"
;
ALTER TABLE "teachers" DROP CONSTRAINT "teachers_state_check"
;
ALTER TABLE "teachers" DROP CONSTRAINT "teachers_gender_check"
;
ALTER TABLE "teachers" DROP CONSTRAINT "teachers_payroll_check"
;
ALTER TABLE "teachers" DROP CONSTRAINT "teachers_office_check"
;
ALTER TABLE "teachers" DROP CONSTRAINT "teachers_tier_override_check"
;
ALTER TABLE "teachers" DROP CONSTRAINT "teachers_status_check"
;
ALTER TABLE "plans" DROP CONSTRAINT "plans_state_check"
;
ALTER TABLE "meetings" DROP CONSTRAINT "meetings_state_check"
;
ALTER TABLE "meetings" DROP CONSTRAINT "meetings_grade_check"
;
ALTER TABLE "events" DROP CONSTRAINT "events_state_check"
;
ALTER TABLE "events" DROP CONSTRAINT "events_audience_check"
;
ALTER TABLE "instruments" DROP CONSTRAINT "instruments_state_check"
;
ALTER TABLE "instruments" DROP CONSTRAINT "instruments_kind_check"
;
ALTER TABLE "resident_rounds" DROP CONSTRAINT "resident_rounds_state_check"
;
ALTER TABLE "resident_rounds" DROP CONSTRAINT "resident_rounds_round_check"
;
ALTER TABLE "topics" DROP CONSTRAINT "topics_state_check"
;
ALTER TABLE "topics" DROP CONSTRAINT "topics_level_check"
;
ALTER TABLE "topics" DROP CONSTRAINT "topics_authority_check"
;
ALTER TABLE "topics" DROP CONSTRAINT "topics_category_check"
;
ALTER TABLE "topics" DROP CONSTRAINT "topics_parent_level_check"
;
ALTER TABLE "topics" DROP CONSTRAINT "topics_decided_result_check"
;
ALTER TABLE "lessons" DROP CONSTRAINT "lessons_state_check"
;
ALTER TABLE "lessons" DROP CONSTRAINT "lessons_lesson_type_check"
;
ALTER TABLE "lessons" DROP CONSTRAINT "lessons_lesson_form_check"
;
ALTER TABLE "observations" DROP CONSTRAINT "observations_state_check"
;
ALTER TABLE "observations" DROP CONSTRAINT "observations_lesson_type_check"
;
ALTER TABLE "observations" DROP CONSTRAINT "observations_instrument_kind_check"
;
ALTER TABLE "observations" DROP CONSTRAINT "observations_grade_check"
;
ALTER TABLE "months" DROP CONSTRAINT "months_state_check"
;
ALTER TABLE "months" DROP CONSTRAINT "months_level_check"
;
ALTER TABLE "months" DROP CONSTRAINT "months_review_grade_check"
;
ALTER TABLE "outcomes" DROP CONSTRAINT "outcomes_state_check"
;
ALTER TABLE "outcomes" DROP CONSTRAINT "outcomes_kind_check"
;
ALTER TABLE "outcomes" DROP CONSTRAINT "outcomes_level_check"
;
ALTER TABLE "outcomes" DROP CONSTRAINT "outcomes_grade_check"
;
ALTER TABLE "inquiries" DROP CONSTRAINT "inquiries_state_check"
;
ALTER TABLE "pairings" DROP CONSTRAINT "pairings_state_check"
;
ALTER TABLE "pairings" DROP CONSTRAINT "pairings_kind_check"
;
ALTER TABLE "pairings" DROP CONSTRAINT "pairings_form_check"
;
ALTER TABLE "logs" DROP CONSTRAINT "logs_state_check"
;
ALTER TABLE "logs" DROP CONSTRAINT "logs_grade_check"
;
ALTER TABLE "growth_plans" DROP CONSTRAINT "growth_plans_state_check"
;
ALTER TABLE "appraisals" DROP CONSTRAINT "appraisals_state_check"
;
ALTER TABLE "appraisals" DROP CONSTRAINT "appraisals_grade_check"
;
ALTER TABLE "layouts" DROP CONSTRAINT "layouts_state_check"
