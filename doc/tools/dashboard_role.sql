-- A role for dashboards: it reads the figures of one report, and nothing about single families.
--
--     psql --set=report=star_report --set=role=star_dashboard --file=doc/tools/dashboard_role.sql
--
-- Run it as a superuser, or as the owner of the report if that role may create roles; then give the role a password: \password star_dashboard
BEGIN;
CREATE ROLE :"role" LOGIN CONNECTION LIMIT 20;
ALTER ROLE :"role" SET search_path = :"report";
ALTER ROLE :"role" SET statement_timeout = '30s';
ALTER ROLE :"role" SET default_transaction_read_only = on;

GRANT USAGE ON SCHEMA :"report" TO :"role";
GRANT SELECT ON
    :"report".inclusion, :"report".completed_by, :"report".activity,
    :"report".reading_distributions, :"report".stage_distributions, :"report".mean_progress,
    :"report".progress_matrices, :"report".progress_cells, :"report".progress_rates,
    :"report".progress_tests, :"report".overall_change, :"report".areas_progressed,
    :"report".evidence_summary, :"report".headline_movement, :"report".source_rows, :"report".report_options
TO :"role";
COMMIT;
