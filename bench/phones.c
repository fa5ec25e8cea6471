/* Holds thousands of live streams as phones would, and notes when each got what. One thread, epoll, loopback.
 *
 * phones LOGFILE            commands on standard input, one line each, one line in answer:
 *   port PORT               where the next streams are opened
 *   open COUNT PATH         COUNT streams of the same address            opened COUNT MS     when all have heard something
 *   at_once COUNT           so many of them may be in the making
 *   deaf COUNT PATH         COUNT streams that are asked for and never read    deaf
 *   one ID PATH             one stream                                   ready ID NS | lost ID
 *   figures                 {"now":…,"cpu":…,"open":…,"lost":…,"deliveries":…,"bytes":…,"strange":…}
 *   note                    writes what came since the last time         noted COUNT
 *   close                   cuts all                                     closed
 *
 * A delivery is a chunk of the body that holds a `revision` event. LOGFILE gets one record for each:
 * int64 when (CLOCK_MONOTONIC, ns), int64 revision, int32 phone, int32 bytes.
 * All phones get the same bytes, so each different chunk is inflated once and then known by its bytes.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
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
#include <zlib.h>

#define PHONES 20000
#define KNOWN 512
#define CHUNK_MAX (1 << 20)

enum { CONNECTING, HEAD, BODY, GONE };
enum { DEAF = -2 };

struct phone {
    int fd, state, one; /* one: the ID of `one`, or -1, or DEAF */
    char *path, *rest;  /* rest: the beginning of a chunk that has not come whole yet */
    size_t held, room;
};
struct delivery { int64_t when, revision; int32_t phone, bytes; };
struct chunk { size_t length; char *bytes; int64_t revision; };

static struct phone phones[PHONES];
static struct chunk known[KNOWN];
static struct delivery *deliveries;
static size_t delivery_count, delivery_room, noted_count;
static int phone_count, wanted, heard, making, port, known_next, epoll, lost, strange, deaf_wanted, at_once = 256;
static long long bytes_read, opened_at;
static char *open_path;
static FILE *logfile;

static int64_t now(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void answer(const char *format, long long a, long long b) {
    printf(format, a, b);
    fflush(stdout);
}

static void hear_first(struct phone *phone) {
    making--;
    if (phone->one >= 0) answer("ready %lld %lld\n", phone->one, now(CLOCK_MONOTONIC));
    else if (++heard == wanted) answer("opened %lld %lld\n", wanted, (now(CLOCK_MONOTONIC) - opened_at) / 1000000);
}

static void lose(struct phone *phone) {
    if (phone->state == GONE) return;
    if (phone->one >= 0 && phone->state != BODY) answer("lost %lld\n", phone->one, 0);
    if (phone->state != BODY) making--;
    lost++;
    close(phone->fd);
    free(phone->rest);
    phone->rest = NULL;
    phone->state = GONE;
}

static void dial(char *path, int one) {
    if (phone_count == PHONES) fail("too many phones");
    struct phone *phone = &phones[phone_count];
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int yes = 1;
    struct linger cut = {1, 0}; /* no TIME_WAIT: the next run needs the ports */
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), little = 4096;
    if (fd < 0) fail("socket");
    if (one == DEAF) setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &little, sizeof little);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &cut, sizeof cut);
    *phone = (struct phone){.fd = fd, .state = CONNECTING, .one = one, .path = path};
    if (connect(fd, (struct sockaddr *)&to, sizeof to) < 0 && errno != EINPROGRESS) fail("connect");
    struct epoll_event event = {.events = EPOLLOUT, .data.u32 = phone_count++};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0) fail("epoll_ctl");
    making++;
}

static void ask(struct phone *phone, uint32_t number) {
    char request[2048];
    int length = snprintf(request, sizeof request,
        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: text/html, text/event-stream\r\n"
        "Accept-Encoding: gzip, deflate\r\nSec-Fetch-Site: same-origin\r\n\r\n", phone->path, port);
    if (send(phone->fd, request, length, MSG_NOSIGNAL) != length) { lose(phone); return; }
    if (phone->one == DEAF) {
        phone->state = BODY;
        making--;
        epoll_ctl(epoll, EPOLL_CTL_DEL, phone->fd, NULL);
        if (--deaf_wanted == 0) answer("deaf\n", 0, 0);
        return;
    }
    phone->state = HEAD;
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = number};
    epoll_ctl(epoll, EPOLL_CTL_MOD, phone->fd, &event);
}

/* The last revision that a text speaks of, or -1. */
static int64_t revision_in(const char *text, size_t length) {
    static const char mark[] = "event: revision\nid: ";
    const char *place = text, *found = NULL;
    while ((place = memmem(place, text + length - place, mark, sizeof mark - 1))) found = place += sizeof mark - 1;
    return found ? atoll(found) : -1;
}

static int64_t inflated_revision(const char *bytes, size_t length) {
    static char text[CHUNK_MAX * 4];
    z_stream stream = {.next_in = (Bytef *)bytes, .avail_in = length, .next_out = (Bytef *)text, .avail_out = sizeof text - 1};
    if (length >= 10 && !memcmp(bytes, "\x1f\x8b\x08", 3)) stream.next_in += 10, stream.avail_in -= 10;
    if (inflateInit2(&stream, -15) != Z_OK) fail("inflateInit2");
    int result = inflate(&stream, Z_SYNC_FLUSH);
    inflateEnd(&stream);
    if (result != Z_OK && result != Z_BUF_ERROR && result != Z_STREAM_END) { strange++; return -1; }
    text[stream.total_out] = 0;
    return revision_in(text, stream.total_out);
}

static int64_t revision_of(const char *bytes, size_t length) {
    for (int back = 1; back <= KNOWN; back++) {
        struct chunk *chunk = &known[(known_next - back + KNOWN) % KNOWN];
        if (!chunk->bytes) break;
        if (chunk->length == length && !memcmp(chunk->bytes, bytes, length)) return chunk->revision;
    }
    struct chunk *chunk = &known[known_next];
    known_next = (known_next + 1) % KNOWN;
    free(chunk->bytes);
    int plain = length > 6 && (!memcmp(bytes, "event:", 6) || !memcmp(bytes, "data: ", 6));
    *chunk = (struct chunk){length, malloc(length + 1), plain ? revision_in(bytes, length) : inflated_revision(bytes, length)};
    memcpy(chunk->bytes, bytes, length);
    return chunk->revision;
}

static void deliver(struct phone *phone, int64_t when, int64_t revision, size_t length) {
    if (delivery_count == delivery_room) {
        delivery_room = delivery_room ? delivery_room * 2 : 1 << 20;
        deliveries = realloc(deliveries, delivery_room * sizeof *deliveries);
        if (!deliveries) fail("realloc");
    }
    deliveries[delivery_count++] = (struct delivery){when, revision, phone - phones, length};
}

/* Takes whole parts off the beginning: first the head, then chunks. Returns how many bytes were taken. */
static size_t take(struct phone *phone, char *data, size_t length, int64_t when) {
    size_t done = 0;
    if (phone->state == HEAD) {
        char *end = memmem(data, length, "\r\n\r\n", 4);
        if (!end) return 0;
        if (length < 12 || memcmp(data + 9, "200", 3)) { lose(phone); return length; }
        phone->state = BODY;
        hear_first(phone);
        done = end + 4 - data;
    }
    while (done < length) {
        char *line = memmem(data + done, length - done, "\r\n", 2);
        if (!line) break;
        size_t size = strtoul(data + done, NULL, 16), begin = line + 2 - data;
        if (size > CHUNK_MAX) { strange++; lose(phone); return length; }
        if (begin + size + 2 > length) break;
        if (size == 0) { lose(phone); return length; } /* the stream ended */
        int64_t revision = revision_of(data + begin, size);
        if (revision >= 0) deliver(phone, when, revision, begin + size + 2 - done);
        done = begin + size + 2;
    }
    return done;
}

static void listen_to(struct phone *phone) {
    static char buffer[CHUNK_MAX];
    ssize_t length = recv(phone->fd, buffer, sizeof buffer, 0);
    int64_t when = now(CLOCK_MONOTONIC);
    if (length < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (length <= 0) { lose(phone); return; }
    bytes_read += length;
    char *data = buffer;
    if (phone->held) {
        if (phone->held + length + 1 > phone->room) {
            phone->room = phone->held + length + 4096;
            phone->rest = realloc(phone->rest, phone->room);
        }
        memcpy(phone->rest + phone->held, buffer, length);
        data = phone->rest;
        length += phone->held;
    }
    size_t done = take(phone, data, length, when);
    if (phone->state == GONE) return;
    size_t left = length - done;
    if (left && data == buffer) {
        if (left + 1 > phone->room) phone->rest = realloc(phone->rest, phone->room = left + 4096);
        memcpy(phone->rest, data + done, left);
    } else if (left && done) {
        memmove(phone->rest, data + done, left);
    }
    phone->held = left;
}

static void dial_more(void) {
    static int dialled;
    if (!wanted) dialled = 0;
    while (wanted && dialled < wanted && making < at_once) dial(open_path, -1), dialled++;
    if (wanted && heard == wanted) wanted = dialled = 0;
}

static void say_figures(void) {
    int open = 0;
    for (int i = 0; i < phone_count; i++) open += phones[i].state == BODY;
    printf("{\"now\":%lld,\"cpu\":%lld,\"open\":%d,\"lost\":%d,\"deliveries\":%zu,\"bytes\":%lld,\"strange\":%d}\n",
           (long long)now(CLOCK_MONOTONIC), (long long)now(CLOCK_PROCESS_CPUTIME_ID), open, lost, delivery_count,
           bytes_read, strange);
    fflush(stdout);
}

static void cut_all(void) {
    for (int i = 0; i < phone_count; i++) {
        if (phones[i].state != GONE) close(phones[i].fd);
        free(phones[i].rest);
        if (phones[i].one >= 0) free(phones[i].path);
    }
    phone_count = making = wanted = heard = lost = 0;
    answer("closed\n", 0, 0);
}

static void obey(char *line) {
    char path[1900];
    int number;
    if (sscanf(line, "port %d", &number) == 1) port = number;
    else if (sscanf(line, "open %d %1899s", &number, path) == 2) {
        free(open_path);
        open_path = strdup(path), wanted = number, heard = 0, opened_at = now(CLOCK_MONOTONIC);
    } else if (sscanf(line, "at_once %d", &number) == 1) at_once = number;
    else if (sscanf(line, "deaf %d %1899s", &number, path) == 2) {
        deaf_wanted = number;
        char *where = strdup(path);
        while (number--) dial(where, DEAF);
    } else if (sscanf(line, "one %d %1899s", &number, path) == 2) dial(strdup(path), number);
    else if (!strncmp(line, "figures", 7)) say_figures();
    else if (!strncmp(line, "note", 4)) {
        if (fwrite(deliveries + noted_count, sizeof *deliveries, delivery_count - noted_count, logfile)
            != delivery_count - noted_count) fail("log");
        fflush(logfile);
        answer("noted %lld\n", delivery_count - noted_count, 0);
        noted_count = delivery_count;
    } else if (!strncmp(line, "close", 5)) cut_all();
}

static void read_commands(void) {
    static char line[8192];
    static size_t held;
    ssize_t length = read(0, line + held, sizeof line - held - 1);
    if (length <= 0) exit(0);
    held += length;
    line[held] = 0;
    char *begin = line, *end;
    while ((end = strchr(begin, '\n'))) {
        *end = 0;
        obey(begin);
        begin = end + 1;
    }
    held -= begin - line;
    memmove(line, begin, held);
}

int main(int count, char **words) {
    if (count != 2 || !(logfile = fopen(words[1], "wb"))) fail("phones LOGFILE");
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    epoll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event commands = {.events = EPOLLIN, .data.u32 = PHONES}, events[512];
    epoll_ctl(epoll, EPOLL_CTL_ADD, 0, &commands);
    for (;;) {
        dial_more();
        int ready = epoll_wait(epoll, events, 512, -1);
        for (int i = 0; i < ready; i++) {
            uint32_t number = events[i].data.u32;
            if (number == PHONES) { read_commands(); continue; }
            struct phone *phone = &phones[number];
            if (number >= (uint32_t)phone_count || phone->state == GONE) continue;
            if (phone->state == CONNECTING) {
                if (events[i].events & (EPOLLERR | EPOLLHUP)) lose(phone);
                else ask(phone, number);
            } else listen_to(phone);
        }
    }
}
