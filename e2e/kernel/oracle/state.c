#define _GNU_SOURCE
#include "state.h"
#include "frames.h"
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PAGE 4096UL
#define OWN_MAX 64
#define CHUNK 4096
#define KPF_THP 22
#define KPF_ZERO_PAGE 24

struct vma {
	unsigned long start, end, offset, inode;
	char perms[8], flags[192], name[128];
	long rss, anonymous, huge;
};

struct run {
	unsigned long addr, pages;
	long frame;
	uint64_t value;
	char bits[12];
	int present;
};

#define PROCESSES 4

/* A part of the state as text, and as it was before. */
struct part {
	const char *name;
	char *text, *before;
	size_t size;
	FILE *out;
};

/* The subject, and its children in the order in which they were born. */
static struct process {
	pid_t pid;
	int pagemap, memory;
	struct part vmas, pages, mm;
} processes[PROCESSES];
static int process_count;
static int kpageflags;
static struct {
	unsigned long start, end;
} own[OWN_MAX];
static int own_count;
static unsigned long inodes[256];
static int inode_count;

static FILE *open_proc(const struct process *process, const char *name)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/%s", process->pid, name);
	return fopen(path, "r");
}

static int open_proc_fd(const struct process *process, const char *name)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/%s", process->pid, name);
	return open(path, O_RDONLY);
}

/* Fills `vma` from the lines of one smaps entry; 0 at the end. */
static int next_vma(FILE *smaps, struct vma *vma)
{
	static char line[512];
	unsigned long major = 0, minor = 0;
	int seen = 0;
	int at = 0;

	memset(vma, 0, sizeof(*vma));
	while (fgets(line, sizeof(line), smaps)) {
		if (!seen) {
			if (sscanf(line, "%lx-%lx %4s %lx %lx:%lx %lu %n", &vma->start, &vma->end, vma->perms, &vma->offset,
				   &major, &minor, &vma->inode, &at) < 7)
				continue;
			/* Two file systems may use the same number. */
			vma->inode |= vma->inode ? (major << 20 | minor) << 32 : 0;
			seen = 1;
			line[strcspn(line, "\n")] = 0;
			snprintf(vma->name, sizeof(vma->name), "%.126s", line + at);
			continue;
		}
		long kb;

		if (sscanf(line, "Rss: %ld", &kb) == 1)
			vma->rss = kb;
		else if (sscanf(line, "Anonymous: %ld", &kb) == 1)
			vma->anonymous = kb;
		else if (sscanf(line, "AnonHugePages: %ld", &kb) == 1 || sscanf(line, "ShmemPmdMapped: %ld", &kb) == 1 ||
			 sscanf(line, "FilePmdMapped: %ld", &kb) == 1)
			vma->huge += kb;
		else if (!strncmp(line, "VmFlags: ", 9)) {
			line[strcspn(line, "\n")] = 0;
			snprintf(vma->flags, sizeof(vma->flags), "%.190s", line + 9);
			for (int n = strlen(vma->flags); n > 0 && vma->flags[n - 1] == ' '; n--)
				vma->flags[n - 1] = 0;
			return 1;
		}
	}
	return 0;
}

static int inode_number(unsigned long inode)
{
	for (int i = 0; i < inode_count; i++)
		if (inodes[i] == inode)
			return i + 1;
	if (inode_count < 256)
		inodes[inode_count++] = inode;
	return inode_count;
}

static void print_vma(FILE *out, struct vma *vma, int first)
{
	fprintf(out, "%s{\"start\":\"0x%lx\",\"end\":\"0x%lx\",\"perms\":\"%s\",\"offset\":\"0x%lx\",\"name\":\"%s\",\"flags\":\"%s\"",
		first ? "" : ",", vma->start, vma->end, vma->perms, vma->offset, vma->name, vma->flags);
	if (vma->inode)
		fprintf(out, ",\"file\":%d", inode_number(vma->inode));
	if (vma->huge)
		fprintf(out, ",\"huge\":%ld", vma->huge);
	fprintf(out, "}");
}

static int is_own(unsigned long addr)
{
	for (int i = 0; i < own_count; i++)
		if (addr >= own[i].start && addr < own[i].end)
			return 1;
	return 0;
}

static uint64_t kernel_flags(uint64_t pfn)
{
	uint64_t flags = 0;

	if (pread(kpageflags, &flags, 8, pfn * 8) != 8)
		return 0;
	return flags;
}

static void bit(char *bits, int on, char letter)
{
	int n = strlen(bits);

	if (on) {
		bits[n] = letter;
		bits[n + 1] = 0;
	}
}

static void page_run(const struct process *process, unsigned long addr, uint64_t entry, struct run *run)
{
	uint64_t pfn = entry & ((1ULL << 55) - 1);
	uint64_t flags;
	int zero;

	memset(run, 0, sizeof(*run));
	run->addr = addr;
	run->pages = 1;
	run->present = entry >> 63 & 1;
	flags = run->present ? kernel_flags(pfn) : 0;
	zero = flags >> KPF_ZERO_PAGE & 1;
	bit(run->bits, run->present, 'P');
	bit(run->bits, entry >> 62 & 1, 'S');
	bit(run->bits, entry >> 61 & 1, 'F');
	bit(run->bits, entry >> 56 & 1, 'X');
	bit(run->bits, entry >> 55 & 1, 'D');
	bit(run->bits, entry >> 57 & 1, 'W');
	bit(run->bits, entry >> 58 & 1, 'G');
	bit(run->bits, flags >> KPF_THP & 1, 'H');
	bit(run->bits, zero, 'Z');
	if (!run->present)
		return;
	run->frame = zero ? 0 : frame_number(pfn);
	if (pread(process->memory, &run->value, 8, addr) != 8)
		run->value = 0;
}

static int continues(const struct run *run, const struct run *next)
{
	long step = run->frame == 0 ? 0 : (long)run->pages;

	return run->addr + run->pages * PAGE == next->addr && run->present == next->present && run->value == next->value &&
	       !strcmp(run->bits, next->bits) && (!run->present || run->frame + step == next->frame) &&
	       (run->frame == 0) == (next->frame == 0);
}

static void print_run(FILE *out, const struct run *run, int *printed)
{
	if (!run->pages)
		return;
	fprintf(out, "%s{\"addr\":\"0x%lx\"", (*printed)++ ? "," : "", run->addr);
	if (run->pages > 1)
		fprintf(out, ",\"n\":%lu", run->pages);
	if (run->present)
		fprintf(out, ",\"frame\":%ld,\"value\":\"0x%lx\"", run->frame, run->value);
	fprintf(out, ",\"bits\":\"%s\"}", run->bits);
}

/* Adds the pages of one mapping to the list, joining neighbours that look alike. */
static void print_pages(FILE *out, const struct process *process, const struct vma *vma, struct run *last, int *printed)
{
	static uint64_t entries[CHUNK];

	for (unsigned long addr = vma->start; addr < vma->end; addr += CHUNK * PAGE) {
		long wanted = (vma->end - addr) / PAGE < CHUNK ? (vma->end - addr) / PAGE : CHUNK;
		long got = pread(process->pagemap, entries, wanted * 8, addr / PAGE * 8) / 8;

		for (long i = 0; i < got; i++) {
			struct run next;

			if (!(entries[i] >> 62 & 3) || is_own(addr + i * PAGE))
				continue;
			page_run(process, addr + i * PAGE, entries[i], &next);
			if (last->pages && continues(last, &next)) {
				last->pages++;
				continue;
			}
			print_run(out, last, printed);
			*last = next;
		}
	}
}

static long status_kb(const struct process *process, const char *name)
{
	FILE *status = open_proc(process, "status");
	char line[256];
	long kb = 0;
	size_t length = strlen(name);

	while (status && fgets(line, sizeof(line), status))
		if (!strncmp(line, name, length) && line[length] == ':')
			kb = atol(line + length + 1);
	if (status)
		fclose(status);
	return kb;
}

static int is_shmem(const struct vma *vma)
{
	return !strncmp(vma->name, "/memfd:", 7) || !strncmp(vma->name, "/dev/zero", 9);
}

static int open_process(pid_t pid)
{
	struct process *process = &processes[process_count];

	if (process_count == PROCESSES)
		return -1;
	process->pid = pid;
	process->pagemap = open_proc_fd(process, "pagemap");
	process->memory = open_proc_fd(process, "mem");
	if (process->pagemap < 0 || process->memory < 0)
		return -1;
	return process_count++;
}

/* The kernel's own pages: what they hold is no matter of the program, wherever it has moved them. */
static int is_special(const struct vma *vma)
{
	return !strncmp(vma->name, "[v", 2);
}

int state_open(pid_t pid)
{
	struct vma vma;
	FILE *smaps;

	kpageflags = open("/proc/kpageflags", O_RDONLY);
	if (open_process(pid) < 0)
		return -1;
	smaps = open_proc(processes, "smaps");
	if (!smaps)
		return -1;
	while (next_vma(smaps, &vma) && own_count < OWN_MAX) {
		own[own_count].start = vma.start;
		own[own_count++].end = vma.end;
	}
	fclose(smaps);
	return 0;
}

int state_add_child(pid_t pid)
{
	int index = open_process(pid);

	return index < 0 ? -1 : index - 1;
}

int state_has_frames(void)
{
	uint64_t entry = 0;

	for (int i = 0; i < own_count; i++)
		if (pread(processes->pagemap, &entry, 8, own[i].start / PAGE * 8) == 8 && entry >> 63 && entry << 9)
			return 1;
	return 0;
}

static void begin_part(struct part *part)
{
	part->out = open_memstream(&part->text, &part->size);
}

/* Prints the part, unless it is as it was before. */
static void end_part(struct part *part, FILE *out, int *printed)
{
	fclose(part->out);
	if (!part->before || strcmp(part->before, part->text))
		fprintf(out, "%s\"%s\":%s", (*printed)++ ? "," : "", part->name, part->text);
	free(part->before);
	part->before = part->text;
}

static void print_process(FILE *out, struct process *process)
{
	struct part *vmas = &process->vmas, *pages = &process->pages, *mm = &process->mm;
	FILE *smaps = open_proc(process, "smaps");
	long anon = 0, file = 0, shmem = 0;
	struct run last = { 0 };
	struct vma vma;
	int vma_count = 0, run_count = 0, printed = 0;

	vmas->name = "vmas";
	pages->name = "pages";
	mm->name = "mm";
	begin_part(vmas);
	begin_part(pages);
	begin_part(mm);
	fprintf(vmas->out, "[");
	fprintf(pages->out, "[");
	while (smaps && next_vma(smaps, &vma)) {
		if (!strcmp(vma.name, "[vsyscall]"))
			continue;
		print_vma(vmas->out, &vma, !vma_count++);
		anon += vma.anonymous;
		*(is_shmem(&vma) ? &shmem : &file) += vma.rss - vma.anonymous;
		if (!is_special(&vma))
			print_pages(pages->out, process, &vma, &last, &run_count);
	}
	print_run(pages->out, &last, &run_count);
	if (smaps)
		fclose(smaps);
	fprintf(vmas->out, "]");
	fprintf(pages->out, "]");
	fprintf(mm->out, "{\"VmSize\":%ld,\"VmLck\":%ld,\"VmData\":%ld,\"RssAnon\":%ld,\"RssFile\":%ld,\"RssShmem\":%ld}",
		status_kb(process, "VmSize"), status_kb(process, "VmLck"), status_kb(process, "VmData"), anon, file, shmem);
	end_part(vmas, out, &printed);
	end_part(pages, out, &printed);
	end_part(mm, out, &printed);
}

void state_print(FILE *out)
{
	frames_begin();
	fprintf(out, "\"state\":{");
	print_process(out, processes);
	fprintf(out, "}");
	for (int i = 1; i < process_count; i++) {
		fprintf(out, i == 1 ? ",\"children\":[{" : ",{");
		print_process(out, &processes[i]);
		fprintf(out, "}");
	}
	if (process_count > 1)
		fprintf(out, "]");
	frames_end();
}
