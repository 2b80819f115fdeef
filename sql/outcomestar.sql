-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION outcomestar" to load this file. \quit

\include percentage.sql
\include star_reading.sql
\include journey_stage.sql
\include stage_distribution.sql
\include progress_matrix.sql
\include mean_progress.sql
