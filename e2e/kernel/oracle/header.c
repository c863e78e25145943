#define _GNU_SOURCE
#include "header.h"
#include "protocol.h"
#include "state.h"
#include "text.h"
#include "workers.h"
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

static unsigned long memory_kb(const char *name)
{
	FILE *file = fopen("/proc/meminfo", "r");
	char line[128];
	unsigned long kb = 0;

	while (file && fgets(line, sizeof(line), file))
		if (!strncmp(line, name, strlen(name)))
			kb = strtoul(line + strlen(name) + 1, NULL, 10);
	if (file)
		fclose(file);
	return kb;
}

/* A kernel that tracks soft-dirty pages marks a new mapping with `sd`. */
static int soft_dirty(void)
{
	FILE *smaps = fopen("/proc/self/smaps", "r");
	char line[256];
	int found = 0;

	while (smaps && fgets(line, sizeof(line), smaps))
		if (!strncmp(line, "VmFlags:", 8) && strstr(line, " sd"))
			found = 1;
	if (smaps)
		fclose(smaps);
	return found;
}

/* The feature bits that UFFDIO_API offers; 0 without the right to userfaultfd. */
static unsigned long uffd_features(void)
{
	struct uffdio_api api = { UFFD_API, 0, 0 };
	int fd = syscall(SYS_userfaultfd, O_CLOEXEC);

	if (fd < 0)
		return 0;
	ioctl(fd, UFFDIO_API, &api);
	close(fd);
	return api.features;
}

/* Whether reading an untouched page maps the shared zero page. Some virtual machines forbid it. */
static int zero_page(void)
{
	char *page = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	uint64_t entry = 0, flags = 0;
	int pagemap = open("/proc/self/pagemap", O_RDONLY);
	int kpageflags = open("/proc/kpageflags", O_RDONLY);

	if (page == MAP_FAILED || *(volatile char *)page)
		return 1;
	pread(pagemap, &entry, 8, (unsigned long)page / 4096 * 8);
	pread(kpageflags, &flags, 8, (entry & ((1ULL << 55) - 1)) * 8);
	close(pagemap);
	close(kpageflags);
	munmap(page, 4096);
	return flags >> 24 & 1;
}

void print_header(void)
{
	struct command where = { SYS_brk, { 0 }, 0, { 0 }, "" };
	struct answer brk;
	struct rlimit limits[3];
	struct utsname name;
	char thp[128], shmem[128], zero[16], overcommit[16], maps[16], lowest[32], events[EVENTS_SIZE];
	const char *root = "/sys/kernel/mm/transparent_hugepage/";
	char path[128];

	perform(0, &where, &brk, events);
	prlimit(subject, RLIMIT_MEMLOCK, NULL, &limits[0]);
	prlimit(subject, RLIMIT_AS, NULL, &limits[1]);
	prlimit(subject, RLIMIT_DATA, NULL, &limits[2]);
	uname(&name);
	snprintf(path, sizeof(path), "%senabled", root);
	read_text(path, thp, sizeof(thp));
	snprintf(path, sizeof(path), "%sshmem_enabled", root);
	read_text(path, shmem, sizeof(shmem));
	snprintf(path, sizeof(path), "%suse_zero_page", root);
	read_text(path, zero, sizeof(zero));
	read_text("/proc/sys/vm/overcommit_memory", overcommit, sizeof(overcommit));
	read_text("/proc/sys/vm/max_map_count", maps, sizeof(maps));
	read_text("/proc/sys/vm/mmap_min_addr", lowest, sizeof(lowest));
	printf("{\"format\":\"mm-trace/1\",\"release\":\"%s\",\"version\":\"%s\",\"arch\":\"%s\",\"pageSize\":4096,", name.release,
	       name.version, name.machine);
	printf("\"thp\":\"%s\",\"thpShmem\":\"%s\",\"thpZeroPage\":%d,\"zeroPage\":%s,\"overcommit\":%d,\"maxMapCount\":%d,\"memlock\":%lu,", thp, shmem,
	       atoi(zero), zero_page() ? "true" : "false", atoi(overcommit), atoi(maps), limits[0].rlim_cur);
	for (int i = 1; i < 3; i++)
		if (limits[i].rlim_cur != RLIM_INFINITY)
			printf("\"%s\":%lu,", i == 1 ? "as" : "data", limits[i].rlim_cur);
	printf("\"mmapMinAddr\":%d,\"memTotal\":%lu,\"swapTotal\":%lu,\"softDirty\":%s,\"brk\":\"0x%lx\",\"frames\":%s,", atoi(lowest),
	       memory_kb("MemTotal"), memory_kb("SwapTotal"), soft_dirty() ? "true" : "false", (unsigned long)brk.result,
	       state_has_frames() ? "true" : "false");
	printf("\"uffdFeatures\":\"0x%lx\",", uffd_features());
	printf("\"capabilities\":[\"CAP_SYS_PTRACE\"],");
	state_print(stdout);
	printf("}\n");
	fflush(stdout);
}
