/* The health check of images without a shell: healthprobe [port] [path]; exit 0 when HTTP 200 comes back in two seconds.
 * Build: cc -O2 -static -s -o healthprobe healthprobe.c */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

int main(int argc, char **argv) {
  int port = argc > 1 ? atoi(argv[1]) : 8080;
  const char *path = argc > 2 ? argv[2] : "/livez";
  struct sockaddr_in address = {.sin_family = AF_INET};
  struct timeval limit = {2, 0};
  char text[512];
  int fd, length, got = 0;

  if (port < 1 || port > 65535 || path[0] != '/') return 1;
  if ((fd = socket(AF_INET, SOCK_STREAM, 0)) < 0) return 1;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons((unsigned short)port);
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  if (connect(fd, (struct sockaddr *)&address, sizeof address)) return 1;

  /* HTTP/1.0 without keep-alive: a probe must not wait for the server's idle timeout. */
  length = snprintf(text, sizeof text, "GET %s HTTP/1.0\r\nHost: localhost\r\nConnection: close\r\n\r\n", path);
  if (length < 0 || (size_t)length >= sizeof text || write(fd, text, (size_t)length) != length) return 1;

  while (got < 12) {
    int n = (int)read(fd, text + got, sizeof text - 1 - (size_t)got);
    if (n <= 0) return 1;
    got += n;
  }
  return strncmp(text, "HTTP/1.", 7) == 0 && strncmp(text + 8, " 200", 4) == 0 ? 0 : 1;
}
