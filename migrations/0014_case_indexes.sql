-- A case's scores leave out assessments that were corrected: each asks for its correction.
create index assessment_correction on assessment (tenant_id, corrects_id) where corrects_id is not null;

-- Visits still to come are asked for case by case, too.
create index session_case_planned on session (tenant_id, case_id) where state = 'planned';
