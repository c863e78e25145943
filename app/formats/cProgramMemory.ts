/** C: where the addresses of the page lie here, and how the program looks at its own mappings and pages. */
export const C_MEMORY = String.raw`
#define PAGE 4096UL
#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

struct vma { uint64_t start, end; char perms[5]; };
struct pages { uint64_t addr, count; int present; uint64_t value; };

/* The call that is being made, for messages. */
static int number;
static const char *text;

static void skip(const char *why, const char *detail)
{
	printf("SKIP %s%s\n", why, detail);
	fflush(stdout);
	_exit(77);
}

/* This machine has no shared zero page; the run has read pages that were never written. */
static int no_zero_page, has_read_untouched;

static void differs(const char *what, const char *expected, const char *got)
{
	printf("DIFFERENT in call %d: %s\n  %s\n  expected: %s\n  got:      %s\n", number, text, what, expected, got);
	fflush(stdout);
	_exit(1);
}

/* --- places: where the addresses of the page lie in this process ------------------------------------------- */

/* Addresses that the kernel chose are others here; [start, end) of the page is at real here. */
static struct place { uint64_t start, end, real; } places[256];
static size_t place_count;

static void add_place(uint64_t start, uint64_t end, uint64_t real)
{
	if (start >= end)
		return;
	if (place_count == COUNT(places))
		skip("too many places for this program", "");
	size_t i = place_count++;
	for (; i > 0 && places[i - 1].start > start; i--)
		places[i] = places[i - 1];
	places[i] = (struct place){ start, end, real };
}

/* A newer place hides what an older one said of the same addresses. */
static void place(uint64_t start, uint64_t end, uint64_t real)
{
	struct place old[COUNT(places)];
	size_t count = place_count;
	memcpy(old, places, sizeof(old));
	place_count = 0;
	for (size_t i = 0; i < count; i++) {
		struct place *p = &old[i];
		add_place(p->start, p->end < start ? p->end : start, p->real);
		uint64_t rest = p->start > end ? p->start : end;
		add_place(rest, p->end, p->real + (rest - p->start));
	}
	add_place(start, end, real);
}

static uint64_t real_address(uint64_t addr)
{
	for (size_t i = 0; i < place_count; i++)
		if (addr >= places[i].start && addr < places[i].end)
			return places[i].real + (addr - places[i].start);
	return addr;
}

/* --- /proc/self: mappings and pages. No malloc here: it would make mappings of its own. -------------------- */

static char maps_text[1 << 20];
static int pagemap_fd, memory_fd;

static char *read_maps(void)
{
	int fd = open("/proc/self/maps", O_RDONLY);
	size_t size = 0;
	ssize_t got;
	while (fd >= 0 && (got = read(fd, maps_text + size, sizeof(maps_text) - 1 - size)) > 0)
		size += got;
	close(fd);
	maps_text[size] = 0;
	return maps_text;
}

static char *next_line(char *line)
{
	char *end = strchr(line, '\n');
	return end ? end + 1 : line + strlen(line);
}

static int parse_vma(const char *line, struct vma *vma)
{
	char *rest;
	vma->start = strtoull(line, &rest, 16);
	if (*rest != '-')
		return 0;
	vma->end = strtoull(rest + 1, &rest, 16);
	memcpy(vma->perms, rest + 1, 4);
	vma->perms[4] = 0;
	return 1;
}

/* The mappings of all places, in the addresses of the page, cut at the ends of the places. */
static struct vma found[4096];

static size_t find_vmas(void)
{
	size_t count = 0;
	read_maps();
	for (size_t p = 0; p < place_count; p++) {
		struct vma real;
		for (char *line = maps_text; parse_vma(line, &real); line = next_line(line)) {
			uint64_t end = places[p].real + (places[p].end - places[p].start);
			if (real.end <= places[p].real || real.start >= end || count == COUNT(found))
				continue;
			uint64_t from = real.start > places[p].real ? real.start : places[p].real;
			uint64_t to = real.end < end ? real.end : end;
			struct vma piece = { places[p].start + (from - places[p].real), places[p].start + (to - places[p].real), "" };
			memcpy(piece.perms, real.perms, 5);
			/* One mapping that reaches over two places is one piece. */
			if (count && from > real.start && found[count - 1].end == piece.start &&
			    real_address(piece.start - 1) == from - 1)
				found[count - 1].end = piece.end;
			else
				found[count++] = piece;
		}
	}
	return count;
}

static void print_vma(char *out, size_t size, const struct vma *list, size_t count, size_t i)
{
	if (i >= count)
		snprintf(out, size, "no further mapping");
	else
		snprintf(out, size, "0x%" PRIx64 "-0x%" PRIx64 " %s", list[i].start, list[i].end, list[i].perms);
}

static void check_vmas(const struct vma *list, size_t count)
{
	size_t have = find_vmas();
	char expected[96], got[96];
	for (size_t i = 0; i < count || i < have; i++) {
		print_vma(expected, sizeof(expected), list, count, i);
		print_vma(got, sizeof(got), found, have, i);
		if (!strcmp(expected, got))
			continue;
		if (no_zero_page && has_read_untouched)
			skip("no shared zero page on this machine, where a first read decides how mappings join: ", text);
		else
			differs("mapping in /proc/self/maps", expected, got);
	}
}

static void print_page(char *out, size_t size, uint64_t addr, int present, uint64_t value)
{
	if (present)
		snprintf(out, size, "page 0x%" PRIx64 " present, starts with 0x%" PRIx64, addr, value);
	else
		snprintf(out, size, "page 0x%" PRIx64 " not present", addr);
}

static uint64_t pagemap[4096];

/* Pages that the list leaves out are not present. A present page of zeros may be a frame or the zero page. */
static void check_pages(const struct pages *list, size_t count)
{
	size_t have = find_vmas(), at = 0;
	for (size_t i = 0; i < have; i++)
		for (uint64_t addr = found[i].start, in = 0; addr < found[i].end; addr += PAGE, in++) {
			uint64_t real = real_address(addr), value = 0, wanted = 0;
			if (in % COUNT(pagemap) == 0 || real_address(addr - PAGE) + PAGE != real) {
				in = 0;
				if (pread(pagemap_fd, pagemap, sizeof(pagemap), real / PAGE * 8) <= 0)
					skip("/proc/self/pagemap cannot be read", "");
			}
			int present = pagemap[in] >> 63, expected = 0;
			while (at < count && list[at].addr + list[at].count * PAGE <= addr)
				at++;
			if (at < count && list[at].addr <= addr) {
				expected = list[at].present;
				wanted = list[at].value;
			}
			/* Only what is present is read: reading anything else would bring it in. */
			if (present && pread(memory_fd, &value, 8, real) != 8)
				skip("/proc/self/mem cannot be read", "");
			if (present == expected && (!present || value == wanted))
				continue;
			char want[96], got[96];
			print_page(want, sizeof(want), addr, expected, wanted);
			print_page(got, sizeof(got), addr, present, value);
			differs("page in /proc/self/pagemap", want, got);
		}
}
`;
