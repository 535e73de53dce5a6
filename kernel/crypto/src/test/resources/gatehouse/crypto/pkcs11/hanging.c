/* A PKCS#11 library that hands every call on to another one, except that while the file HANG exists,
 * C_Encrypt, C_OpenSession and C_Login do not return, and while the file GONE exists, every session is lost and no
 * slot is there, as after the removal of a device.
 * Compiled by a test with -DREAL="..." -DHANG="..." -DGONE="..." -DLENGTH="...". */
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef unsigned long ulong_t;
typedef ulong_t (*function)(ulong_t, ulong_t, ulong_t, ulong_t, ulong_t, ulong_t, ulong_t, ulong_t);

struct list { void *version; function functions[68]; };

static struct list *real;
static struct list shown;

static void hang(void) { while (access(HANG, F_OK) == 0) usleep(5000); }
static int gone(void) { return access(GONE, F_OK) == 0; }

#define HANDED_ON(name, index, lost)                                                                             \
  static ulong_t name(ulong_t a, ulong_t b, ulong_t c, ulong_t d, ulong_t e, ulong_t f, ulong_t g, ulong_t h) { \
    hang();                                                                                                      \
    if (gone()) return lost;                                                                                     \
    return real->functions[index](a, b, c, d, e, f, g, h);                                                       \
  }

HANDED_ON(open_session, 12, 0xE0)  /* CKR_TOKEN_NOT_PRESENT */
HANDED_ON(log_in, 18, 0x32)        /* CKR_DEVICE_REMOVED */
HANDED_ON(encrypt_init, 29, 0xB3)  /* CKR_SESSION_HANDLE_INVALID */
HANDED_ON(encrypt_as_it_is, 30, 0x32)
HANDED_ON(decrypt_init, 33, 0xB3)
HANDED_ON(random_bytes, 64, 0xB3)

/* What was made is as long as the file LENGTH says, where that is there. */
static ulong_t encrypt(ulong_t a, ulong_t b, ulong_t c, ulong_t d, ulong_t e, ulong_t f, ulong_t g, ulong_t h) {
  ulong_t answer = encrypt_as_it_is(a, b, c, d, e, f, g, h);
  FILE *file = fopen(LENGTH, "r");
  if (file) {
    if (fscanf(file, "%lu", (ulong_t *)e) != 1) return 5;
    fclose(file);
  }
  return answer;
}

static ulong_t slot_list(ulong_t present, ulong_t slots, ulong_t count, ulong_t d, ulong_t e, ulong_t f, ulong_t g,
                         ulong_t h) {
  if (gone()) {
    *(ulong_t *)count = 0;
    return 0;
  }
  return real->functions[4](present, slots, count, d, e, f, g, h);
}

ulong_t C_GetFunctionList(void **answer) {
  void *library = dlopen(REAL, RTLD_NOW | RTLD_LOCAL);
  if (!library) return 5;
  ulong_t (*get)(void **) = (ulong_t(*)(void **))dlsym(library, "C_GetFunctionList");
  if (!get || get((void **)&real)) return 5;
  memcpy(&shown, real, sizeof shown);
  shown.functions[4] = slot_list;
  shown.functions[12] = open_session;
  shown.functions[18] = log_in;
  shown.functions[29] = encrypt_init;
  shown.functions[30] = encrypt;
  shown.functions[33] = decrypt_init;
  shown.functions[64] = random_bytes;
  *answer = &shown;
  return 0;
}
