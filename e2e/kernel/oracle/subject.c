/*
 * The process under observation. It performs the calls that it is told over a pipe and answers with their
 * results. Static, without a C library: whatever its address space shows, a call has put there.
 *
 * cc -O1 -static -nostdlib -ffreestanding -fno-stack-protector -o subject subject.c
 */
#include <asm/unistd.h>
#include <asm/signal.h>
#include <asm/siginfo.h>
#include <asm/sigcontext.h>
#include <asm/ucontext.h>
#include "protocol.h"

#define PAGE 4096UL
#define STACK 16384

/* A thread, or the one thread of a child, with all that it needs of its own. */
static struct worker {
	struct command command;
	struct answer answer;
	char alternate_stack[STACK];
	char stack[STACK] __attribute__((aligned(16)));
} workers[WORKERS];
/* Makes the program file have a page of data, as programs do. */
static volatile long data = 1;

static long call6(long nr, unsigned long a, unsigned long b, unsigned long c, unsigned long d, unsigned long e,
		  unsigned long f)
{
	register unsigned long r10 __asm__("r10") = d;
	register unsigned long r8 __asm__("r8") = e;
	register unsigned long r9 __asm__("r9") = f;
	long result;

	__asm__ volatile("syscall"
			 : "=a"(result)
			 : "a"(nr), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
			 : "rcx", "r11", "memory");
	return result;
}

/*
 * One access each; 0 if it went through, 1 if the signal handler has diverted it to touch_failed. They push
 * nothing, so that the handler may change nothing but the instruction pointer.
 */
long touch_write(unsigned long addr, unsigned long value);
long touch_read(unsigned long addr);
extern char touch_failed[];
__asm__(".globl touch_write, touch_read, touch_failed\n"
	"touch_write: mov %rsi, (%rdi)\n xor %eax, %eax\n ret\n"
	"touch_read: mov (%rdi), %al\n xor %eax, %eax\n ret\n"
	"touch_failed: mov $1, %eax\n ret\n");

void return_from_signal(void);
__asm__(".globl return_from_signal\nreturn_from_signal: mov $15, %eax\n syscall\n");

/* Whose alternative stack the handler runs on, that worker got the signal. */
static void on_signal(int signal, siginfo_t *info, void *context)
{
	struct ucontext *user = context;
	struct worker *worker = &workers[((char *)&user - (char *)workers) / sizeof(struct worker)];

	worker->answer.signal = signal;
	worker->answer.code = info->si_code;
	worker->answer.addr = (unsigned long)info->si_addr;
	user->uc_mcontext.rip = (unsigned long)touch_failed;
}

static void catch(int signal)
{
	struct {
		void *handler;
		unsigned long flags;
		void *restorer;
		unsigned long mask;
	} action = { on_signal, SA_SIGINFO | SA_RESTORER | SA_ONSTACK | SA_NODEFER, return_from_signal, 0 };

	call6(__NR_rt_sigaction, signal, (unsigned long)&action, 0, 8, 0, 0);
}

/* store and load: the start of every page that [addr, addr + len) overlaps, ascending. It may wrap around. */
static long touch_pages(const struct command *command)
{
	unsigned long addr = command->args[0] & -PAGE;
	unsigned long pages = (command->args[0] - addr + command->args[1] + PAGE - 1) / PAGE;

	for (; pages > 0; pages--, addr += PAGE) {
		long failed = command->nr == NR_STORE ? touch_write(addr, command->args[2]) : touch_read(addr);

		if (failed)
			return -1;
	}
	return 0;
}

static void serve(unsigned long index);

/* The new thread finds its number on its stack; it never returns. */
long new_thread(unsigned long flags, unsigned long *stack);
__asm__("new_thread: mov $56, %eax\n xor %edx, %edx\n xor %r10d, %r10d\n xor %r8d, %r8d\n syscall\n"
	"test %rax, %rax\n jz 1f\n ret\n"
	"1: pop %rdi\n xor %ebp, %ebp\n call begin_thread\n");

void begin_thread(unsigned long index) __attribute__((used));
void begin_thread(unsigned long index)
{
	serve(index);
}

/* CLONE_VM, FS, FILES, SIGHAND, THREAD and SYSVSEM. */
#define THREAD_FLAGS 0x50f00UL

static long start_thread(unsigned long index)
{
	unsigned long *top = (unsigned long *)(workers[index].stack + STACK) - 3;

	*top = index;
	return new_thread(THREAD_FLAGS, top);
}

static long start_child(unsigned long index)
{
	long pid = call6(__NR_fork, 0, 0, 0, 0, 0, 0);

	if (!pid)
		serve(index);
	return pid;
}

static void perform(struct worker *worker)
{
	struct command *command = &worker->command;
	struct answer *answer = &worker->answer;
	unsigned long *args = command->args;

	answer->signal = 0;
	for (int i = 0; i < 6; i++) {
		if (command->pointers >> i & 1)
			args[i] = (unsigned long)command->words;
		if (command->pointers >> (8 + i) & 1)
			args[i] = (unsigned long)command->text;
	}
	if (command->nr == NR_THREAD)
		answer->result = start_thread(args[0]);
	else if (command->nr == __NR_fork)
		answer->result = start_child(args[0]);
	else if (command->nr < 0)
		answer->result = touch_pages(command);
	else
		answer->result = call6(command->nr, args[0], args[1], args[2], args[3], args[4], args[5]);
	for (int i = 0; i < WORDS; i++)
		answer->words[i] = command->words[i];
}

static void serve(unsigned long index)
{
	struct worker *worker = &workers[index];
	int commands = COMMAND_FD + 2 * index;
	int answers = ANSWER_FD + 2 * index;
	struct {
		void *base;
		int flags;
		unsigned long size;
	} stack = { worker->alternate_stack, 0, STACK };

	call6(__NR_sigaltstack, (unsigned long)&stack, 0, 0, 0, 0, 0);
	while (call6(__NR_read, commands, (unsigned long)&worker->command, sizeof(worker->command), 0, 0, 0) ==
	       sizeof(worker->command)) {
		perform(worker);
		call6(__NR_write, answers, (unsigned long)&worker->answer, sizeof(worker->answer), 0, 0, 0);
	}
	call6(__NR_exit_group, 0, 0, 0, 0, 0, 0);
}

void begin(void) __attribute__((used));
void begin(void)
{
	/* All that is its own becomes resident now, so that later only the calls under observation add pages. */
	call6(__NR_mlockall, 1, 0, 0, 0, 0, 0);
	call6(__NR_munlockall, 0, 0, 0, 0, 0, 0);
	catch(11);
	catch(7);
	data++;
	serve(0);
}
__asm__(".globl _start\n_start: xor %ebp, %ebp\n and $-16, %rsp\n call begin\n");
