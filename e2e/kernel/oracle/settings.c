#define _GNU_SOURCE
#include "settings.h"
#include "text.h"
#include "workers.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* Settings of the machine that were changed, with what they were. */
static struct changed {
	char path[96], before[128];
} changed[4];
static int changed_count;

static void change(const char *path, const char *value)
{
	struct changed *one = &changed[changed_count++];
	char *bracket;

	snprintf(one->path, sizeof(one->path), "%s", path);
	read_text(path, one->before, sizeof(one->before));
	bracket = strchr(one->before, '[');
	if (bracket) {
		memmove(one->before, bracket + 1, strlen(bracket));
		one->before[strcspn(one->before, "]")] = 0;
	}
	write_text(path, value);
}

void put_back(void)
{
	while (changed_count > 0) {
		changed_count--;
		write_text(changed[changed_count].path, changed[changed_count].before);
	}
}

static void set_limit(int resource, const char *value)
{
	struct rlimit limit = { strtoul(value, NULL, 10), strtoul(value, NULL, 10) };

	if (prlimit(subject, resource, &limit, NULL))
		die("prlimit");
}

void set(const char *setting)
{
	const char *value = strchr(setting, '=');

	if (!value)
		return;
	value++;
	if (!strncmp(setting, "threads=", 8))
		start_threads(atoi(value));
	else if (!strncmp(setting, "monitor=", 8))
		monitored = atoi(value);
	else if (!strncmp(setting, "memlock=", 8))
		set_limit(RLIMIT_MEMLOCK, value);
	else if (!strncmp(setting, "as=", 3))
		set_limit(RLIMIT_AS, value);
	else if (!strncmp(setting, "data=", 5))
		set_limit(RLIMIT_DATA, value);
	else if (!strncmp(setting, "thp=", 4))
		change("/sys/kernel/mm/transparent_hugepage/enabled", value);
	else if (!strncmp(setting, "overcommit=", 11))
		change("/proc/sys/vm/overcommit_memory", value);
	else if (!strncmp(setting, "maxMapCount=", 12))
		change("/proc/sys/vm/max_map_count", value);
}
