"""Random moments one by one, by events: python3 moments.py <folder>

<folder> has a file per column of the network, and who fails in each world. Leaves the weight down in each
world in <folder>/losses, prints the milliseconds. Only what follows from the failures is timed, not the draws.
"""

import array
import sys
import time

folder = sys.argv[1]


def column(name, kind):
    values = array.array(kind)
    with open(f"{folder}/{name}", "rb") as file:
        values.frombytes(file.read())
    return values.tolist()


use_start = column("useStart", "i")
use = column("use", "i")
dependent = column("dependent", "i")
fatal = column("fatal", "i")
weight = column("weight", "d")
fail_start = column("failStart", "i")
fail = column("fail", "i")
users = [
    [(r, dependent[r], fatal[r]) for r in use[use_start[v] : use_start[v + 1]]]
    for v in range(len(use_start) - 1)
]
worlds = [fail[a:b] for a, b in zip(fail_start, fail_start[1:])]


def weight_down(failed):
    down = set(failed)
    stack = list(failed)
    members_down = {}
    while stack:
        for requirement, who, enough in users[stack.pop()]:
            if who in down:
                continue
            count = members_down.get(requirement, 0) + 1
            members_down[requirement] = count
            if count >= enough:
                down.add(who)
                stack.append(who)
    return sum(weight[v] for v in down)


started = time.perf_counter()
losses = [weight_down(failed) for failed in worlds]
print(1000 * (time.perf_counter() - started))
with open(f"{folder}/losses", "wb") as file:
    array.array("d", losses).tofile(file)
