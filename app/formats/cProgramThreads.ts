/** C: threads that make one call each in the program's order, results, and the machine as the page has it. */
export const C_THREADS = String.raw`
/* --- threads: each waits until it gets the baton, makes one call and hands it back -------------------------- */

struct worker {
	const char *name;
	sem_t go, done;
	long (*job)(void);
	long result;
	int error, signal, code;
	uint64_t addr;
};

static struct worker *current;
static __thread sigjmp_buf before_access;
static __thread struct worker *me;

static void on_signal(int signal, siginfo_t *info, void *context)
{
	(void)context;
	if (!me)
		_exit(2);
	me->signal = signal;
	me->code = info->si_code;
	me->addr = (uint64_t)info->si_addr;
	siglongjmp(before_access, 1);
}

static void *work(void *argument)
{
	me = argument;
	for (;;) {
		while (sem_wait(&me->go))
			;
		me->signal = 0;
		me->result = -1;
		if (!sigsetjmp(before_access, 1)) {
			errno = 0;
			me->result = me->job();
			me->error = errno;
		}
		sem_post(&me->done);
	}
	return NULL;
}

static void start(struct worker *worker)
{
	pthread_attr_t attributes;
	pthread_t thread;
	sem_init(&worker->go, 0, 0);
	sem_init(&worker->done, 0, 0);
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, 64 * 1024);
	if (pthread_create(&thread, &attributes, work, worker))
		skip("no further thread can be made", "");
}

static int is_done(struct worker *worker, long milliseconds)
{
	struct timespec until;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += milliseconds / 1000;
	until.tv_nsec += milliseconds % 1000 * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	while (sem_timedwait(&worker->done, &until))
		if (errno != EINTR)
			return 0;
	return 1;
}

/* A call that slept comes back. */
static void comes_back(struct worker *worker)
{
	current = worker;
	if (!is_done(worker, 10000))
		differs("result", "the call comes back", "it still sleeps");
}

static void run(struct worker *worker, long (*job)(void))
{
	worker->job = job;
	sem_post(&worker->go);
	comes_back(worker);
}

static void falls_asleep(struct worker *worker, long (*job)(void))
{
	current = worker;
	worker->job = job;
	sem_post(&worker->go);
	if (is_done(worker, 100))
		differs("result", "the thread sleeps", "the call came back");
}

static void print_result(char *out, size_t size)
{
	if (current->signal)
		snprintf(out, size, "%s (code %d) at 0x%" PRIx64, current->signal == SIGBUS ? "SIGBUS" : "SIGSEGV",
			 current->code, current->addr);
	else if (current->result == -1)
		snprintf(out, size, "-1, errno %d (%s)", current->error, strerror(current->error));
	else
		snprintf(out, size, "0x%lx", (unsigned long)current->result);
}

static void unlike(const char *expected)
{
	char got[128];
	print_result(got, sizeof(got));
	differs("result", expected, got);
}

static void gives_value(uint64_t value)
{
	char expected[32];
	snprintf(expected, sizeof(expected), "0x%" PRIx64, value);
	if (current->signal || (uint64_t)current->result != value)
		unlike(expected);
}

/* An address or a descriptor that the kernel chose: any will do. */
static uint64_t gives_some(void)
{
	if (current->signal || current->result == -1)
		unlike("success");
	return current->result;
}

static void gives_error(const char *name, int error)
{
	if (current->signal || current->result != -1 || current->error != error)
		unlike(name);
}

/* A kernel built without CONFIG_MEMORY_FAILURE gives the usual code for a poisoned page. */
static void gives_signal(const char *name, int signal, int code, uint64_t addr)
{
	int same_code = current->code == code || (code == BUS_MCEERR_AR && current->code == BUS_ADRERR);
	if (current->signal != signal || !same_code || current->addr / PAGE != addr / PAGE)
		unlike(name);
}

/* --- what the program itself does with its memory ----------------------------------------------------------- */

static long store(uint64_t addr, uint64_t length, uint64_t value)
{
	for (uint64_t page = addr - addr % PAGE; page < addr + length; page += PAGE)
		*(volatile uint64_t *)page = value;
	return 0;
}

static long load(uint64_t addr, uint64_t length)
{
	for (uint64_t page = addr - addr % PAGE; page < addr + length; page += PAGE)
		(void)*(volatile char *)page;
	return 0;
}

static long fill(uint64_t addr, uint64_t byte, uint64_t length)
{
	memset((void *)addr, (int)byte, length);
	return 0;
}

static long copy(uint64_t to, uint64_t from, uint64_t length)
{
	memcpy((void *)to, (void *)from, length);
	return 0;
}

/* --- the machine as the page has it ------------------------------------------------------------------------- */

static void need_kernel(int major, int minor, int low, int high)
{
	struct utsname name;
	int have[3] = { 0, 0, 0 };
	uname(&name);
	sscanf(name.release, "%d.%d.%d", &have[0], &have[1], &have[2]);
	if (strcmp(name.machine, "x86_64"))
		skip("this is for x86-64, the machine is ", name.machine);
	if (have[0] != major || have[1] != minor || have[2] < low || have[2] > high)
		skip("this is for another version of Linux; running is ", name.release);
}

/* CAP_IPC_LOCK takes limits away, CAP_SYS_PTRACE allows userfaultfd: what the page has not is given up. */
static void right(int capability, int wanted, const char *name)
{
	struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
	struct __user_cap_data_struct sets[2];
	if (syscall(SYS_capget, &header, sets))
		skip("capabilities cannot be read", "");
	if (wanted && !(sets[0].effective >> capability & 1))
		skip("this needs the right ", name);
	sets[0].effective &= wanted ? ~0U : ~(1U << capability);
	syscall(SYS_capset, &header, sets);
}

static void limit(int resource, uint64_t bytes, const char *name)
{
	struct rlimit limits;
	getrlimit(resource, &limits);
	limits.rlim_cur = bytes;
	if (limits.rlim_max < bytes)
		limits.rlim_max = bytes;
	if (setrlimit(resource, &limits))
		skip("this limit cannot be set: ", name);
}

/* Private writable memory of this process, stacks excepted: what RLIMIT_DATA counts. */
static uint64_t own_data(void)
{
	char text[4096] = "";
	int fd = open("/proc/self/status", O_RDONLY);
	char *line = fd < 0 || read(fd, text, sizeof(text) - 1) <= 0 ? NULL : strstr(text, "VmData:");
	if (!line)
		skip("/proc/self/status cannot be read", "");
	close(fd);
	return strtoull(line + 7, NULL, 10) * 1024;
}

/* Bytes of this process: statm's first number is all of its mappings. */
static uint64_t own_bytes(void)
{
	char line[64] = "";
	int fd = open("/proc/self/statm", O_RDONLY);
	if (fd < 0 || read(fd, line, sizeof(line) - 1) <= 0)
		skip("/proc/self/statm cannot be read", "");
	close(fd);
	return strtoull(line, NULL, 10) * PAGE;
}

static void need_setting(const char *file, const char *value)
{
	char line[128] = "";
	int fd = open(file, O_RDONLY);
	if (fd < 0 || read(fd, line, sizeof(line) - 1) <= 0 || !strstr(line, value))
		skip("another setting is needed in ", file);
	close(fd);
}

/* The fixed addresses must be free, or the calls would hit this program's own mappings. */
static void need_free(uint64_t start, uint64_t end)
{
	struct vma vma;
	read_maps();
	for (char *line = maps_text; parse_vma(line, &vma); line = next_line(line))
		if (vma.start < end && vma.end > start)
			skip("an address of the run is taken in this process", "");
	place(start, end, start);
}

/*
 * Some machines give a fresh frame to the first read of a page, where the usual kernel maps the zero page that all
 * share. A frame makes the mapping anonymous memory with an identity (anon_vma), so mappings may join differently.
 */
static void look_for_zero_page(void)
{
	volatile char *page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	uint64_t entry = 0;
	(void)*page;
	if (pread(pagemap_fd, &entry, 8, (uint64_t)page / PAGE * 8) != 8)
		skip("/proc/self/pagemap cannot be read", "");
	/* Mapped by this process alone: no page that all share. */
	no_zero_page = entry >> 56 & 1;
	munmap((void *)page, PAGE);
}

/* Gaps between the libraries are filled, so that the kernel places new mappings below them, side by side. */
static void fence(void)
{
	struct vma vma, before = { 0, 0, "" };
	uint64_t area = (uint64_t)&fence - (uint64_t)&fence % (1UL << 40);
	char *line = read_maps();
	for (; parse_vma(line, &vma); line = next_line(line)) {
		char *end = strchr(line, '\n');
		if (end && end - line >= 7 && !strncmp(end - 7, "[stack]", 7))
			break;
		if (vma.start < area + (1UL << 40))
			continue;
		uint64_t gap = before.end ? vma.start - before.end : PAGE;
		if (gap && gap < 1UL << 30)
			mmap((void *)(vma.start - gap), gap, PROT_NONE,
			     MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE, -1, 0);
		before = vma;
	}
}
`;
