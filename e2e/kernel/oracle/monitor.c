#define _GNU_SOURCE
#include "monitor.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PAGE 4096UL
/* How often one page may fault before it is given up and unregistered. */
#define PATIENCE 20

static struct watched {
	int fd;      /* in the subject */
	int own;     /* our duplicate of it */
	unsigned long last;
	int repeats;
} watched[MONITOR_MAX];
static int count;
static char zeros[PAGE] __attribute__((aligned(4096)));

int monitor_add(int pidfd, int fd)
{
	int own = syscall(SYS_pidfd_getfd, pidfd, fd, 0);

	if (own < 0 || count == MONITOR_MAX)
		return -1;
	fcntl(own, F_SETFL, O_NONBLOCK);
	watched[count++] = (struct watched){ fd, own, 0, 0 };
	return 0;
}

void monitor_drop(int fd)
{
	for (int i = 0; i < count; i++) {
		if (watched[i].fd != fd)
			continue;
		close(watched[i].own);
		watched[i] = watched[--count];
		return;
	}
}

int monitor_fds(int *fds)
{
	for (int i = 0; i < count; i++)
		fds[i] = watched[i].own;
	return count;
}

static const char *result(int value)
{
	static char text[64];

	if (value >= 0)
		return "0";
	snprintf(text, sizeof(text), "-1 %s (%s)", strerrorname_np(errno), strerror(errno));
	return text;
}

static void flag_names(unsigned long flags, char *text, size_t size)
{
	static const char *names[] = { "UFFD_PAGEFAULT_FLAG_WRITE", "UFFD_PAGEFAULT_FLAG_WP", "UFFD_PAGEFAULT_FLAG_MINOR" };

	text[0] = 0;
	for (int i = 0; i < 3; i++) {
		if (!(flags >> i & 1))
			continue;
		if (text[0])
			strncat(text, "|", size - strlen(text) - 1);
		strncat(text, names[i], size - strlen(text) - 1);
	}
	if (!text[0])
		strncpy(text, "0", size);
}

static int unregister(struct watched *w, unsigned long page)
{
	struct uffdio_range range = { page, PAGE };

	w->repeats = 0;
	return ioctl(w->own, UFFDIO_UNREGISTER, &range);
}

/* A missing page gets the zero page, and where that is refused a page of zeros. */
static int fill(struct watched *w, unsigned long page, char *then, size_t size)
{
	struct uffdio_zeropage zero = { { page, PAGE }, 0, 0 };
	struct uffdio_copy copy = { page, (unsigned long)zeros, PAGE, 0, 0 };
	int value = ioctl(w->own, UFFDIO_ZEROPAGE, &zero);
	int saved = errno;

	if (value < 0)
		snprintf(then, size, "UFFDIO_COPY = %s", result(ioctl(w->own, UFFDIO_COPY, &copy)));
	errno = saved;
	return value;
}

static int answer(struct watched *w, unsigned long flags, unsigned long page, const char **name, char *then, size_t size)
{
	struct uffdio_writeprotect unprotect = { { page, PAGE }, 0 };
	struct uffdio_continue map = { { page, PAGE }, 0, 0 };

	w->repeats = w->last == page ? w->repeats + 1 : 0;
	w->last = page;
	if (w->repeats >= PATIENCE) {
		*name = "UFFDIO_UNREGISTER";
		return unregister(w, page);
	}
	if (flags & UFFD_PAGEFAULT_FLAG_WP) {
		*name = "UFFDIO_WRITEPROTECT";
		return ioctl(w->own, UFFDIO_WRITEPROTECT, &unprotect);
	}
	if (flags & UFFD_PAGEFAULT_FLAG_MINOR) {
		*name = "UFFDIO_CONTINUE";
		return ioctl(w->own, UFFDIO_CONTINUE, &map);
	}
	*name = "UFFDIO_ZEROPAGE";
	return fill(w, page, then, size);
}

static void page_fault(struct watched *w, struct uffd_msg *message, char *line, size_t size)
{
	unsigned long page = message->arg.pagefault.address / PAGE * PAGE;
	struct uffdio_range range = { page, PAGE };
	char flags[96], then[96] = "", more[128] = "", said[96];
	const char *name;
	int value = answer(w, message->arg.pagefault.flags, page, &name, then, sizeof(then));

	snprintf(said, sizeof(said), "%s", result(value));
	if (value < 0)
		ioctl(w->own, UFFDIO_WAKE, &range);
	if (then[0])
		snprintf(more, sizeof(more), ",\"then\":\"%s\"", then);
	flag_names(message->arg.pagefault.flags, flags, sizeof(flags));
	snprintf(line, size,
		 "{\"fd\":%d,\"event\":\"UFFD_EVENT_PAGEFAULT\",\"flags\":\"%s\",\"address\":\"0x%lx\",\"answer\":\"%s = %s\"%s}",
		 w->fd, flags, page, name, said, more);
}

static void describe(struct watched *w, struct uffd_msg *message, char *line, size_t size)
{
	switch (message->event) {
	case UFFD_EVENT_PAGEFAULT:
		page_fault(w, message, line, size);
		return;
	case UFFD_EVENT_REMAP:
		snprintf(line, size, "{\"fd\":%d,\"event\":\"UFFD_EVENT_REMAP\",\"from\":\"0x%llx\",\"to\":\"0x%llx\",\"len\":%llu}",
			 w->fd, message->arg.remap.from, message->arg.remap.to, message->arg.remap.len);
		return;
	case UFFD_EVENT_REMOVE:
	case UFFD_EVENT_UNMAP:
		snprintf(line, size, "{\"fd\":%d,\"event\":\"%s\",\"start\":\"0x%llx\",\"end\":\"0x%llx\"}", w->fd,
			 message->event == UFFD_EVENT_UNMAP ? "UFFD_EVENT_UNMAP" : "UFFD_EVENT_REMOVE",
			 message->arg.remove.start, message->arg.remove.end);
		return;
	default:
		snprintf(line, size, "{\"fd\":%d,\"event\":\"%d\"}", w->fd, message->event);
	}
}

int monitor_serve(char *events, size_t size)
{
	int served = 0;

	for (int i = 0; i < count; i++) {
		struct uffd_msg message;
		char line[512];

		while (read(watched[i].own, &message, sizeof(message)) == sizeof(message)) {
			describe(&watched[i], &message, line, sizeof(line));
			if (events[0])
				strncat(events, ",", size - strlen(events) - 1);
			strncat(events, line, size - strlen(events) - 1);
			served++;
		}
	}
	return served;
}
