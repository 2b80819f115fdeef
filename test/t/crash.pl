# A server that is killed in the midst of a load or of a report comes back with what was committed: rows and their
# indexes are right, and the report is as it was.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('node');
$node->init;
$node->append_conf('postgresql.conf', 'restart_after_crash = on');
$node->start;
sub query { return $node->safe_psql('postgres', join ";\n", 'SET client_min_messages = warning', @_) }
sub begin
{
	my @psql = ('psql', '-XAtq', '-d', $node->connstr('postgres'), map { ('-c', $_) } @_);
	return IPC::Run::start(\@psql, '>', \my $out, '2>', \my $err);
}
sub wait_until { $node->poll_query_until('postgres', 'SELECT ' . shift) or die 'waited too long' }

query('CREATE EXTENSION outcomestar', slurp_file('test/every_type.psql'),
	slurp_file('test/indexes_of_every_type.psql'), slurp_file('test/stopping_report.psql'), q{
	CREATE TABLE one_row AS TABLE every_type;
	CREATE PROCEDURE load(first integer) LANGUAGE plpgsql AS '
	BEGIN
		FOR n IN first..1000000 LOOP
			INSERT INTO every_type
			SELECT row_no + 1000 * n, reading, stage, star, journey, distribution, matrix, stars, matrices FROM one_row;
			COMMIT;
		END LOOP;
	END'});
my $amcheck = query(q{SELECT count(*) FROM pg_available_extensions WHERE name = 'amcheck'});
query('CREATE EXTENSION amcheck') if $amcheck;

sub rows_are_right
{
	my $name = shift;
	is(query(q{SELECT count(*) FROM every_type AS e LEFT JOIN one_row AS o ON o.row_no = e.row_no % 1000
		WHERE o IS DISTINCT FROM ROW(e.row_no % 1000, e.reading, e.stage, e.star, e.journey, e.distribution, e.matrix,
		                             e.stars, e.matrices)::one_row}), 0, "$name: rows are right");
	is(query('SELECT count(DISTINCT row_no / 1000) * 300 - count(*) FROM every_type'), 0,
		"$name: of each transaction there are all or none");
	for my $column (qw(reading stage star journey distribution matrix))
	{
		# as many rows of each value by either index as without one
		my $counts = "SELECT string_agg(rows::text, ' ' ORDER BY o.row_no)
			FROM one_row AS o, LATERAL (SELECT count(*) AS rows FROM every_type AS e WHERE e.$column = o.$column) AS r
			WHERE o.row_no % 30 < 2";
		my ($without, @with) = split /\n/, query(
			'SET enable_indexscan = off; SET enable_bitmapscan = off; SET enable_indexonlyscan = off', $counts,
			'RESET ALL; SET enable_seqscan = off',
			map { ('BEGIN', "DROP INDEX every_type_${column}_$_", $counts, "EXPLAIN $counts", 'ROLLBACK') } 'btree', 'hash');
		is(scalar(grep { $_ eq $without } @with), 2, "$name: indexes on $column are right");
		like("@with", qr/every_type_${column}_hash .* every_type_${column}_btree /, 'and are used');
		query("SELECT bt_index_check('every_type_${column}_btree', true)") if $amcheck;
	}
}

sub load_until
{
	my $rows = shift;
	my $load = begin('CALL load(' . query('SELECT max(row_no) / 1000 + 1 FROM every_type') . ')');
	wait_until("count(*) >= $rows FROM every_type");
	return $load;
}

sub kill_backend
{
	my ($session, $which) = @_;
	my $logged = -s $node->logfile;
	kill 9, query("SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND $which");
	$session->finish;
	$node->wait_for_log(qr/database system is ready to accept connections/, $logged);
}

my $load = load_until(900);
$node->stop('immediate');
$load->finish;
$node->start;
rows_are_right('server killed');

kill_backend(load_until(query('SELECT count(*) + 900 FROM every_type')), q{query LIKE 'CALL load%'});
rows_are_right('backend killed');

# A report
query('UPDATE readings SET reading = 11 - reading, completed_on = completed_on + 400');
my $before = query(slurp_file('test/contents.psql'));
for my $stop (qw(report.stored_options report.staged_parts writing))
{
	my $refresh = begin("SET stars.stop_at = '$stop'", q{SELECT refresh_star_report('report')});
	wait_until(q{count(*) > 0 FROM pg_stat_activity WHERE wait_event = 'PgSleep'});
	kill_backend($refresh, q{wait_event = 'PgSleep'});
	is(query(slurp_file('test/contents.psql')), $before, "refresh killed, $stop: nothing has changed");
}
like(query(q{SELECT refresh_star_report('report')}), qr/^report: .*service users: 100\b/, 'then it refreshes');
isnt(query(slurp_file('test/contents.psql')), $before, 'which changes it');

done_testing();
