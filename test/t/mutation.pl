# 100,000 mutated binary values: each is refused with an error that names the type, or is the value that it prints.
# MUTATION_SEED and MUTATIONS (of each type) try other ones.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $seed = $ENV{MUTATION_SEED} // 20240517;
my $mutations = $ENV{MUTATIONS} // 12500;
my @telling = map { chr } 0, 1, 2, 5, 9, 10, 11, 15, 16, 127, 128, 255;
note "MUTATION_SEED=$seed MUTATIONS=$mutations";
srand $seed;

my %literals = (
	star_reading => [ 1, 7, 10 ],
	journey_stage => [ 1, 3, 5 ],
	outcome_star => [ '{}', '{9,8,,7,?}', '{1,2,3,4,5,6,7,8,9,10,?,,1,2,3}' ],
	star_journey => [ '{}', '{2024-05-17:{3,4}}',
		'{2024-05-17:{3,4},2024-11-02:{5,?,,10},2025-02-28:{6,6,6,6,6,6,6,6,6,6,6,6,6,6,6}}',
		'{4713-01-01 BC:{1},5874897-12-31:{?}}' ],
	stage_distribution => [ '{0,2,5,9,1}', '{0,0,0,0,0,0,1,3,5,15}', '{0,0,0,0,9223372036854775807}' ],
	progress_matrix => [ '{{1,0,0,0,0},{0,2,0,0,0},{0,0,5,1,0},{0,0,0,9,0},{0,0,0,0,9223372036854775806}}',
		matrix_of_readings() ],
	'stage_distribution[]' => [ '{}', '{"{0,0,0,0,0,0,1,3,5,15}","{1,0,0,0,0,0,1,3,5,0}"}' ],
	'progress_matrix[]' => [ '{}', '{"' . matrix_of_readings() . '"}' ]);

sub matrix_of_readings
{
	my @rows = map { my $row = $_; '{' . join(',', map { $_ == $row ? 10 * $row : 0 } 1 .. 10) . '}' } 1 .. 10;
	return '{' . join(',', @rows) . '}';
}

# One to four changes of some bytes
sub mutated
{
	my $bytes = shift;
	for (0 .. rand 4)
	{
		last if $bytes eq '';
		my $start = int rand length $bytes;
		my $size = 1 + int rand 12;
		my $kind = int rand 5;
		if ($kind == 0) { substr($bytes, $start, 1) = $telling[rand @telling] }
		elsif ($kind == 1) { substr($bytes, $start, 1) ^= chr(1 << rand 8) }
		elsif ($kind == 2) { substr($bytes, $start, 1) = chr rand 256 }
		elsif ($kind == 3) { substr($bytes, $start, $size) = '' }
		else { substr($bytes, $start, 0) = substr($bytes, $start, $size) }
	}
	return $bytes;
}

# A file of one row with one column, as COPY (FORMAT binary) reads it
sub write_row
{
	my ($file, $bytes) = @_;
	open my $row, '>:raw', $file or die "$file: $!";
	print $row "PGCOPY\n\xFF\r\n\0", pack('NNnN/a*n', 0, 0, 1, $bytes, 0xFFFF);
	close $row;
}

# Reads the files.  The trigger compares what was accepted with what was sent (an array has its own ways to be sent),
# and sends it anew, read back from its text; arrays are states too, and are combined and finished as such.
my $procedure = q{
	CREATE TABLE outcome (accepted boolean, code text, message text);
	CREATE TABLE received (value %1$s);
	CREATE FUNCTION check_value() RETURNS trigger LANGUAGE plpgsql AS $$
	BEGIN
		IF %2$s(NEW.value::text::%1$s) <> %2$s(NEW.value)
			OR %4$s AND %2$s(NEW.value) <> substr(pg_read_binary_file(current_setting('mutation.file')), 26,
			                                      length(%2$s(NEW.value))) THEN
			RAISE EXCEPTION 'accepted as another value: %%', NEW.value;
		END IF;
		PERFORM %3$s;
		RETURN NULL;
	END $$;
	CREATE TRIGGER check_value BEFORE INSERT ON received FOR EACH ROW EXECUTE FUNCTION check_value();
	CREATE PROCEDURE receive(directory text, mutations integer) LANGUAGE plpgsql AS $$
	BEGIN
		FOR n IN 1 .. mutations LOOP
			BEGIN
				PERFORM set_config('mutation.file', directory || '/' || n, false);
				EXECUTE format('COPY received FROM %%L (FORMAT binary)', directory || '/' || n);
				INSERT INTO outcome VALUES (true, NULL, NULL);
			EXCEPTION WHEN OTHERS THEN
				INSERT INTO outcome VALUES (false, SQLSTATE, SQLERRM);
			END;
		END LOOP;
	END $$;};

my $node = PostgreSQL::Test::Cluster->new('mutation');
$node->init;
$node->append_conf('postgresql.conf', 'fsync = off');
$node->start;
$node->safe_psql('template1', 'CREATE EXTENSION outcomestar');

is($node->safe_psql('template1', q{SELECT string_agg(typname, ' ' ORDER BY typname COLLATE "C")
	FROM pg_type JOIN pg_depend ON classid = 'pg_type'::regclass AND objid = pg_type.oid AND deptype = 'e'
	WHERE typtype = 'b' AND typcategory <> 'A'}), join(' ', sort grep { !/\[\]$/ } keys %literals), 'every type is here');

for my $type (sort keys %literals)
{
	(my $element = $type) =~ s/\[\]$//;
	my $is_array = $element ne $type;
	(my $plural = $element) =~ s/x$/ce/;
	my $send = $is_array ? 'array_send' : "${type}_send";
	my $as_state = $is_array ? "${plural}s_final(${plural}s_combine(NEW.value, NEW.value))" : 'NULL';
	my @valid = split /\n/, $node->safe_psql('template1',
		join '', map { "SELECT encode($send('$_'::$type), 'hex');" } @{ $literals{$type} });
	my $directory = PostgreSQL::Test::Utils::tempdir;
	write_row("$directory/$_", mutated(pack 'H*', $valid[$_ % @valid])) for 1 .. $mutations;

	(my $database = $type) =~ tr/[]/s/d;
	$node->safe_psql('template1', "CREATE DATABASE $database");
	$node->safe_psql($database, sprintf $procedure, $type, $send, $as_state, $is_array ? 'false' : 'true');
	$node->safe_psql($database, "CALL receive('$directory', $mutations)");
	my $accepted = $node->safe_psql($database, 'SELECT count(*) FROM outcome WHERE accepted');
	note sprintf '%s: %.1f %% accepted', $type, 100 * $accepted / $mutations;
	ok($accepted > 0 && $accepted < $mutations, "$type: some were accepted, some refused");
	my $proper = $is_array ? "code !~ '^(P0001|XX)'" : "code IN ('22003', '22P03') AND strpos(message, '$type') > 0";
	is($node->safe_psql($database, "SELECT code, message, count(*) FROM outcome
		WHERE NOT accepted AND NOT ($proper) GROUP BY 1, 2 LIMIT 20"), '',
		"$type: each error is a proper one");
}
unlike(slurp_file($node->logfile), qr/terminated by signal|PANIC/, 'the server never crashed');
done_testing();
