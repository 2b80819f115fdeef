# Rows with every type are replicated as text and in binary, and found again for UPDATE and DELETE.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my @types = qw(reading stage star journey distribution matrix);

# Tables whose rows are identified by the whole row, and by a unique index on a column of each type
my $tables = "CREATE TABLE every_type_by_row (LIKE every_type); ALTER TABLE every_type_by_row REPLICA IDENTITY FULL;\n"
	. join '', map { qq{
	CREATE TABLE by_$_ (LIKE every_type);
	ALTER TABLE by_$_ ALTER $_ SET NOT NULL;
	CREATE UNIQUE INDEX by_${_}_key ON by_$_ ($_);
	ALTER TABLE by_$_ REPLICA IDENTITY USING INDEX by_${_}_key;} } @types;
my $rows = join '', map { qq{
	INSERT INTO by_$_ SELECT DISTINCT ON ($_) * FROM every_type WHERE $_ IS NOT NULL ORDER BY $_, row_no;} } @types;
# Rows and their keys change; some go
my $changes = join '', map { qq{
	UPDATE by_$_ SET star = '{?,,3}', journey = journey, matrices = NULL WHERE row_no % 3 = 0 AND '$_' <> 'star';
	UPDATE by_$_ SET row_no = -row_no WHERE row_no % 4 = 0;
	DELETE FROM by_$_ WHERE row_no % 5 = 0;} } @types;
$changes .= q{
	UPDATE every_type_by_row SET reading = 11 - reading, stars = stars || '{4}'::outcome_star WHERE row_no % 3 = 0;
	DELETE FROM every_type_by_row WHERE row_no % 7 = 0;
	DELETE FROM by_reading WHERE reading = 3;
	UPDATE by_star SET star[15] = 7 WHERE row_no = (SELECT min(row_no) FROM by_star WHERE star[15] IS NULL);
	DELETE FROM by_journey WHERE journey = (SELECT journey FROM by_journey ORDER BY 1 DESC LIMIT 1);
	TRUNCATE every_type;
	INSERT INTO every_type SELECT * FROM row_of_every_type WHERE row_no < 50;};

sub make_server
{
	my ($name, %allows) = @_;
	my $node = PostgreSQL::Test::Cluster->new($name);
	$node->init(%allows);
	$node->append_conf('postgresql.conf', "datestyle = 'German'\nsearch_path = 'public, the_stars'
		wal_retrieve_retry_interval = 10
		max_logical_replication_workers = 8
		max_sync_workers_per_subscription = 7");
	$node->start;
	# each server has the extension's own tables: they are not for a publication
	$node->safe_psql('postgres', "CREATE SCHEMA the_stars; CREATE EXTENSION outcomestar SCHEMA the_stars;\n"
		. slurp_file('test/every_type.psql') . $tables);
	return $node;
}

sub contents { return shift->safe_psql('postgres', slurp_file('test/contents.psql')) }

my $publisher = make_server('publisher', allows_streaming => 'logical');
$publisher->safe_psql('postgres',
	"INSERT INTO every_type_by_row TABLE every_type; $rows CREATE PUBLICATION stars FOR TABLES IN SCHEMA public");
for my $binary ('false', 'true')
{
	my $subscriber = make_server("subscriber_binary_$binary");
	$subscriber->safe_psql('postgres', "TRUNCATE every_type");
	$subscriber->safe_psql('postgres',
		sprintf q{CREATE SUBSCRIPTION binary_%s CONNECTION '%s' PUBLICATION stars WITH (binary = %1$s)},
		$binary, $publisher->connstr . ' dbname=postgres');
	$subscriber->wait_for_subscription_sync($publisher, "binary_$binary");
	is(contents($subscriber), contents($publisher), "copied, binary $binary");
	my $before = contents($publisher);
	$publisher->safe_psql('postgres', $changes);
	$publisher->wait_for_catchup("binary_$binary");
	isnt(contents($publisher), $before, 'changed');
	is(contents($subscriber), contents($publisher), "replicated, binary $binary");
	$subscriber->safe_psql('postgres', "DROP SUBSCRIPTION binary_$binary");
	$subscriber->stop;
}

done_testing();
