/*
 * replay.c
 *		Runs the harness without libFuzzer:
 *
 *		replay literals mutations		the literals in each way, and mutations of them
 *		replay literals directory		writes the literals as inputs, for libFuzzer
 *
 * Each line of the file is the number of a type and a literal of it.  The
 * mutations are always the same ones.
 */
#include "harness.h"

#define MOST_BYTES 8192

static uint64 random_state = UINT64CONST(88172645463325252);

/* xorshift64 */
static uint64
random_below(uint64 limit)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return random_state % limit;
}

/* Changes, takes away or repeats some bytes. */
static size_t
mutate(uint8 *bytes, size_t size)
{
	static const uint8 telling[] = {0, 1, 5, 10, 11, 15, 127, 128, 255, ',', '{', '}', '?', '-'};

	for (int changes = 1 + random_below(4); changes > 0 && size > 2; changes--)
	{
		size_t at = 2 + random_below(size - 2);
		size_t length = 1 + random_below(Min(size - at, 16));

		switch (random_below(4))
		{
			case 0:
				bytes[at] = telling[random_below(lengthof(telling))];
				break;
			case 1:
				bytes[at] ^= 1 << random_below(8);
				break;
			case 2:
				memmove(bytes + at, bytes + at + length, size - at - length);
				size -= length;
				break;
			case 3:
				if (size + length <= MOST_BYTES)
				{
					memmove(bytes + at + length, bytes + at, size - at);
					size += length;
				}
				break;
		}
	}
	return size;
}

static void
run_mutations(const uint8 *input, size_t size, int mutations)
{
	LLVMFuzzerTestOneInput(input, size);
	for (int i = 0; i < mutations; i++)
	{
		uint8 changed[MOST_BYTES];

		memcpy(changed, input, size);
		LLVMFuzzerTestOneInput(changed, mutate(changed, size));
	}
}

static void
write_input(const char *directory, int number, const uint8 *input, size_t size)
{
	char path[1024];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%d", directory, number);
	file = fopen(path, "w");
	fwrite(input, 1, size, file);
	fclose(file);
}

int
main(int argc, char **argv)
{
	FILE *literals = fopen(argv[1], "r");
	int mutations = atoi(argv[2]);
	char line[MOST_BYTES / 2];
	int inputs = 0;

	while (fgets(line, sizeof(line), literals) != NULL)
	{
		int type_no = line[0] - '0';

		line[strcspn(line, "\n")] = '\0';
		for (Way way = 0; way < WAYS; way++)
		{
			uint8 input[MOST_BYTES];
			size_t size;

			if ((way != STORED_BYTES && type_no >= SCALAR_TYPES) ||
				(way == ROWS && type_no != JOURNEY))
				continue;
			size = make_input(way, type_no, line + 2, input);
			inputs++;
			if (mutations > 0)
				run_mutations(input, size, mutations);
			else
				write_input(argv[2], inputs, input, size);
		}
	}
	printf("%d inputs, %d mutations of each\n", inputs, mutations);
	return 0;
}
