/* The floor that the app is measured against: writes the same bytes to as many sockets, and does nothing else.
 *
 * epoll_server FRAMES WINDOW_MS     prints its port; FRAMES holds messages, each a uint32 of its length and then its bytes.
 * Commands on standard input:
 *   commit                          the next message is the newest; at once or, within the window after another, at its end
 *   figures                         the moments of the commits since the last time (CLOCK_MONOTONIC, ns), as JSON
 * A phone that cannot take more is left out until it can, and then gets the newest.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define PHONES 20000
#define FRAMES 65536
#define COMMITS 65536
enum { LISTENER = PHONES, COMMANDS };

static const char GREETING[] =
    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ncache-control: no-store, no-transform\r\n"
    "content-encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\na\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\r\n";

struct phone { int fd, frame, begun, written; }; /* frame: the one being written when it did not fit, or -1 */

static struct phone phones[PHONES];
static struct { uint32_t length; char *bytes; } frames[FRAMES];
static int64_t commits[COMMITS];
static int phone_count, frame_count, frame = -1, sent = -1, commit_count, epoll;
static int64_t window, rests_until;

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void wait_for(int number, uint32_t events) {
    struct epoll_event event = {.events = events, .data.u32 = number};
    epoll_ctl(epoll, EPOLL_CTL_MOD, phones[number].fd, &event);
}

static void leave(int number) {
    if (phones[number].fd >= 0) close(phones[number].fd);
    phones[number].fd = -1;
}

/* Writes on from where it stopped; a whole frame when it had not begun. */
static void write_to(int number, int fresh) {
    struct phone *phone = &phones[number];
    if (phone->frame < 0) phone->frame = fresh, phone->written = 0;
    while (phone->frame >= 0) {
        int length = frames[phone->frame].length;
        ssize_t done = send(phone->fd, frames[phone->frame].bytes + phone->written, length - phone->written, MSG_NOSIGNAL);
        if (done < 0 && errno != EAGAIN) { leave(number); return; }
        if (done > 0) phone->written += done;
        if (phone->written < length) { wait_for(number, EPOLLIN | EPOLLOUT); return; }
        int missed = phone->frame < sent && phone->frame != fresh;
        phone->frame = missed ? sent : -1;
        phone->written = 0;
    }
}

static void hand_out(void) {
    sent = frame;
    rests_until = now() + window;
    for (int i = 0; i < phone_count; i++)
        if (phones[i].fd >= 0 && phones[i].begun) write_to(i, sent);
}

static void admit(int listener) {
    int fd, yes = 1;
    while (phone_count < PHONES && (fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        phones[phone_count] = (struct phone){.fd = fd, .frame = -1};
        struct epoll_event event = {.events = EPOLLIN, .data.u32 = phone_count++};
        epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
    }
}

static void greet(int number, uint32_t events) {
    struct phone *phone = &phones[number];
    char request[4096];
    if (phone->fd < 0) return;
    if (events & EPOLLIN) {
        ssize_t length = recv(phone->fd, request, sizeof request, 0);
        if (length == 0 || (length < 0 && errno != EAGAIN)) { leave(number); return; }
        if (length > 0 && !phone->begun) {
            phone->begun = 1;
            if (send(phone->fd, GREETING, sizeof GREETING - 1, MSG_NOSIGNAL) < 0) leave(number);
        }
    } else if (events & (EPOLLERR | EPOLLHUP)) { leave(number); return; }
    if ((events & EPOLLOUT) && phone->fd >= 0) {
        wait_for(number, EPOLLIN);
        if (phone->frame >= 0) write_to(number, sent);
    }
}

static void obey(void) {
    static char line[4096];
    static size_t held;
    ssize_t length = read(0, line + held, sizeof line - held - 1);
    if (length <= 0) exit(0);
    held += length;
    line[held] = 0;
    char *begin = line, *end;
    for (; (end = strchr(begin, '\n')); begin = end + 1) {
        if (!strncmp(begin, "commit", 6) && commit_count < COMMITS && frame + 1 < frame_count) {
            commits[commit_count++] = now();
            frame++;
        } else if (!strncmp(begin, "figures", 7)) {
            printf("[");
            for (int i = 0; i < commit_count; i++) printf("%s%lld", i ? "," : "", (long long)commits[i]);
            puts("]");
            fflush(stdout);
            commit_count = 0;
        }
    }
    held -= begin - line;
    memmove(line, begin, held);
}

static void read_frames(const char *path) {
    FILE *file = fopen(path, "rb");
    uint32_t length;
    if (!file) fail(path);
    while (frame_count < FRAMES && fread(&length, sizeof length, 1, file) == 1) {
        frames[frame_count].length = length;
        frames[frame_count].bytes = malloc(length);
        if (fread(frames[frame_count++].bytes, length, 1, file) != 1) fail("the frames end early");
    }
    fclose(file);
}

int main(int count, char **words) {
    if (count != 3) fail("epoll_server FRAMES WINDOW_MS");
    read_frames(words[1]);
    window = atoll(words[2]) * 1000000;
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), room = 32 * 1024;
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof here;
    setsockopt(listener, SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    if (bind(listener, (struct sockaddr *)&here, size) < 0 || listen(listener, 4096) < 0) fail("listen");
    getsockname(listener, (struct sockaddr *)&here, &size);
    printf("%d\n", ntohs(here.sin_port));
    fflush(stdout);
    epoll = epoll_create1(0);
    struct epoll_event knock = {.events = EPOLLIN, .data.u32 = LISTENER};
    struct epoll_event order = {.events = EPOLLIN, .data.u32 = COMMANDS}, events[512];
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &knock);
    epoll_ctl(epoll, EPOLL_CTL_ADD, 0, &order);
    for (;;) {
        int64_t left = sent < frame ? rests_until - now() : -1;
        int ready = epoll_wait(epoll, events, 512, sent < frame ? (left > 0 ? left / 1000000 + 1 : 0) : -1);
        for (int i = 0; i < ready; i++) {
            if (events[i].data.u32 == LISTENER) admit(listener);
            else if (events[i].data.u32 == COMMANDS) obey();
            else greet(events[i].data.u32, events[i].events);
        }
        if (sent < frame && now() >= rests_until) hand_out();
    }
}
