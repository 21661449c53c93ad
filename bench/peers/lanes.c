/*
 * Random moments in lanes as a program of C, with the draws and the order of the kernel, for comparison:
 *   cc -O3 -march=native -ffp-contract=off lanes.c -o lanes && ./lanes <folder> <groups of 2048 worlds>
 * <folder> has a file per column; losses go to <folder>/losses, the milliseconds to standard output.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LANES = 512, DRAWN = 2048, WORDS = 8, ROWS_AT_ONCE = 64 };

typedef struct {
  uint64_t word[WORDS];
} __attribute__((aligned(64))) Row;

static const char *folder;
static int32_t *place, *keyLow, *keyHigh, *start, *code, *component, *parent;
static double *pFail, *rarer, *odds, *some, *none, *weightBelow;
static uint32_t *seed;
static int sourceCount, placeCount, readCount, componentCount;

static void *column(const char *name, size_t size, int *count) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "rb");
  if (!file) exit(2);
  fseek(file, 0, SEEK_END);
  size_t bytes = ftell(file);
  rewind(file);
  void *values = malloc(bytes + 64);
  if (fread(values, 1, bytes, file) != bytes) exit(2);
  fclose(file);
  if (count) *count = bytes / size;
  return values;
}

static inline void philox(uint32_t n, uint32_t group, int i, uint32_t out[4]) {
  uint32_t a = n, b = group, c = keyLow[i], d = keyHigh[i], k = seed[0], l = seed[1];
  for (int round = 0; round < 10; round++) {
    uint64_t pa = 0xd2511f53ull * a, pc = 0xcd9e8d57ull * c;
    a = (uint32_t)(pc >> 32) ^ b ^ k;
    b = (uint32_t)pc;
    c = (uint32_t)(pa >> 32) ^ d ^ l;
    d = (uint32_t)pa;
    k += 0x9e3779b9u;
    l += 0xbb67ae85u;
  }
  out[0] = a, out[1] = b, out[2] = c, out[3] = d;
}

static int binomialQuantile(int i, double u) {
  const double scale = 0x1p600;
  int isScaled = rarer[i] > 0.25, k = 0;
  double probability = none[i], upTo = probability;
  while (k < DRAWN && (isScaled || upTo <= u)) {
    k++;
    probability *= (odds[i] * (DRAWN + 1 - k)) / k;
    if (k > DRAWN * rarer[i] && upTo + probability == upTo) break;
    upTo += probability;
    if (isScaled && probability > scale) {
      probability = probability / scale / scale;
      upTo = upTo / scale / scale;
      isScaled = 0;
    }
  }
  return k;
}

typedef struct {
  uint32_t place, lane;
} Failure;

static Failure *failures[4];
static size_t failureCount[4], failureRoom;
static uint32_t takenBy[DRAWN], turn;

static inline int take(int i, uint32_t lane) {
  int isNew = takenBy[lane] != turn, block = lane >> 9;
  takenBy[lane] = turn;
  failures[block][failureCount[block]] = (Failure){place[i], lane & (LANES - 1)};
  failureCount[block] += isNew;
  return isNew;
}

static void drawGroup(uint32_t group) {
  memset(failureCount, 0, sizeof failureCount);
  for (int first = 0; first < sourceCount; first += 16) {
    /* side by side, for the compiler to use vectors */
    uint32_t words[4][16];
    int count = sourceCount - first < 16 ? sourceCount - first : 16;
    for (int j = 0; j < count; j++) {
      uint32_t out[4];
      philox(0, group, first + j, out);
      for (int w = 0; w < 4; w++) words[w][j] = out[w];
    }
    for (int j = 0; j < count; j++) {
      int i = first + j;
      double v = (words[0][j] * 0x1p21 + (words[1][j] >> 11)) / 0x1p53;
      if (v >= some[i]) continue;
      int left = pFail[i] <= 0.5 ? binomialQuantile(i, 1 - v) : DRAWN - binomialQuantile(i, v);
      if (left < 1) left = 1;
      for (int b = 0; b < 4; b++)
        if (failureCount[b] + LANES + 1 > failureRoom) {
          failureRoom *= 2;
          for (int c = 0; c < 4; c++) failures[c] = realloc(failures[c], failureRoom * sizeof(Failure));
        }
      turn++;
      if (left == DRAWN) {
        for (uint32_t lane = 0; lane < DRAWN; lane++) take(i, lane);
        continue;
      }
      uint32_t more[4], *word = more + 2;
      more[2] = words[2][j], more[3] = words[3][j];
      for (uint32_t n = 0; left > 0; word++) {
        if (word == more + 4) philox(++n, group, i, more), word = more;
        left -= take(i, *word & 2047);
        if (left > 0) left -= take(i, (*word >> 11) & 2047);
      }
    }
  }
  for (int b = 0; b < 4; b++) failures[b][failureCount[b]].place = UINT32_MAX;
}

static Row *state, scratch[ROWS_AT_ONCE];
static double loss[LANES];

static inline Row countOf(const int32_t *member, int size, int fatal) {
  Row planes[24], down;
  int planeCount = 32 - __builtin_clz(fatal - 1), lead = (1 << planeCount) - fatal;
  for (int p = 0; p < planeCount; p++)
    memset(&planes[p], (lead >> p) & 1 ? 0xff : 0, sizeof(Row));
  memset(&down, 0, sizeof down);
  for (int m = 0; m < size; m++) {
    Row carry = state[member[m]];
    for (int p = 0; p < planeCount; p++)
      for (int w = 0; w < WORDS; w++) {
        uint64_t bits = planes[p].word[w];
        planes[p].word[w] ^= carry.word[w];
        carry.word[w] &= bits;
      }
    for (int w = 0; w < WORDS; w++) down.word[w] |= carry.word[w];
  }
  return down;
}

static inline int settle(int v, Row *row) {
  Row now = *row;
  const int32_t *at = code + start[v];
  for (int left = *at++; left > 0; left--, at++)
    for (int w = 0; w < WORDS; w++) now.word[w] |= state[*at].word[w];
  for (int groups = *at++; groups > 0; groups--) {
    int fatal = *at++, size = *at++;
    Row down;
    if (fatal == size) {
      down = state[*at];
      for (int m = 1; m < size; m++)
        for (int w = 0; w < WORDS; w++) down.word[w] &= state[at[m]].word[w];
    } else
      down = countOf(at, size, fatal);
    for (int w = 0; w < WORDS; w++) now.word[w] |= down.word[w];
    at += size;
  }
  int isChanged = memcmp(row, &now, sizeof now) != 0;
  *row = now;
  return isChanged;
}

static inline void tally(int v, const Row *row) {
  const Row *above = &state[parent[v] < 0 ? readCount : parent[v]];
  double weight = weightBelow[v];
  if (weight == 0) return;
  for (int w = 0; w < WORDS; w++)
    for (uint64_t bits = row->word[w] & ~above->word[w]; bits; bits &= bits - 1)
      loss[64 * w + __builtin_ctzll(bits)] += weight;
}

static void settleBlock(int block) {
  const Failure *next = failures[block];
  memset(loss, 0, sizeof loss);
  for (int c = 0; c < componentCount;) {
    int first = component[c], last = component[++c];
    if (last == first + 1) {
      while (c < componentCount && last < first + ROWS_AT_ONCE && last != readCount && component[c + 1] == last + 1)
        last = component[++c];
    }
    int isCycle = last > component[c - 1] + 1;
    Row *rows = first < readCount ? &state[first] : scratch;
    memset(rows, 0, (last - first) * sizeof(Row));
    for (; next->place < (uint32_t)last; next++)
      rows[next->place - first].word[next->lane >> 6] |= 1ull << (next->lane & 63);
    for (int isChanged = 1; isChanged;) {
      isChanged = 0;
      for (int v = first; v < last; v++) {
        isChanged |= settle(v, &rows[v - first]);
        if (!isCycle) tally(v, &rows[v - first]);
      }
      isChanged &= isCycle;
    }
    for (int v = first; isCycle && v < last; v++) tally(v, &rows[v - first]);
  }
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  folder = argv[1];
  int groups = atoi(argv[2]);
  place = column("place", 4, &sourceCount), keyLow = column("keyLow", 4, 0), keyHigh = column("keyHigh", 4, 0);
  pFail = column("pFail", 8, 0), rarer = column("rarer", 8, 0), odds = column("odds", 8, 0);
  some = column("some", 8, 0), none = column("none", 8, 0), seed = column("seed", 4, 0);
  start = column("start", 4, 0), code = column("code", 4, 0), parent = column("parent", 4, 0);
  component = column("component", 4, &componentCount), componentCount--;
  weightBelow = column("weightBelow", 8, &placeCount);
  readCount = *(int32_t *)column("readCount", 4, 0);
  state = aligned_alloc(64, (readCount + 1) * sizeof(Row));
  memset(state, 0, (readCount + 1) * sizeof(Row));
  failureRoom = 1 << 16;
  for (int b = 0; b < 4; b++) failures[b] = malloc(failureRoom * sizeof(Failure));
  double *losses = malloc((size_t)groups * DRAWN * sizeof(double));
  struct timespec from, to;
  clock_gettime(CLOCK_MONOTONIC, &from);
  for (int group = 0; group < groups; group++) {
    drawGroup(group);
    for (int block = 0; block < 4; block++) {
      settleBlock(block);
      memcpy(losses + (size_t)(4 * group + block) * LANES, loss, sizeof loss);
    }
  }
  clock_gettime(CLOCK_MONOTONIC, &to);
  char path[4096];
  snprintf(path, sizeof path, "%s/losses", folder);
  FILE *file = fopen(path, "wb");
  if (!file || fwrite(losses, DRAWN * sizeof(double), groups, file) != (size_t)groups || fclose(file)) return 3;
  printf("%.4f\n", 1e3 * (to.tv_sec - from.tv_sec) + 1e-6 * (to.tv_nsec - from.tv_nsec));
  return 0;
}
