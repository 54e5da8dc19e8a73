"""How long who asks has to wait for a receiver: Erlang's models of a queue.

All three take offered load in erlangs: requests per unit of time, times the mean handling time in
that unit. They hold for requests that come at random (Poisson) at a steady rate: take the busiest
half hour, not the day's mean. Escalations come in bursts, so true waits are longer.
"""

from dataclasses import dataclass

import numpy as np
from scipy import optimize, special


@dataclass(frozen=True)
class Queue:
    """What a queue does to those who ask. Times in the unit of the handling time given.

    `wait` is the part of requests that wait, `given_up` the part that leave before they are
    answered, `mean_wait` over all requests, `busy` the part of their time that receivers handle,
    `length` the mean number waiting.
    """

    wait: float
    given_up: float
    mean_wait: float
    busy: float
    length: float


def offered_load(requests: float, handling: float) -> float:
    """Return erlangs: requests per unit of time, times mean handling in that unit."""
    if requests < 0 or handling <= 0:
        raise ValueError(
            f"requests: 0 or more wanted, {requests} given; "
            f"handling: more than 0 wanted, {handling} given."
        )
    return requests * handling


def erlang_b(load: float, receivers: int) -> float:
    """Return the part of requests that find all receivers busy and go elsewhere at once.

    `load`: erlangs. Source: Erlang 1917, by the recursion B(n) = aB(n-1) / (n + aB(n-1)).
    """
    blocked = 1.0
    for number in range(1, receivers + 1):
        blocked = load * blocked / (number + load * blocked)
    return blocked


def erlang_c(load: float, receivers: int) -> float:
    """Return the part of requests that wait when nobody gives up; 1 where the load is too much.

    Source: Erlang 1917, C = nB / (n - a(1 - B)).
    """
    if load >= receivers:
        return 1.0
    blocked = erlang_b(load, receivers)
    return receivers * blocked / (receivers - load * (1 - blocked))


def patient_queue(load: float, receivers: int, handling: float) -> Queue | None:
    """Return what becomes of requests when nobody gives up (Erlang C).

    None where the load is as much as the receivers can carry: the queue grows without end.
    """
    if load >= receivers:
        return None
    wait = erlang_c(load, receivers)
    mean = wait * handling / (receivers - load)
    return Queue(wait, 0.0, mean, load / receivers, load / handling * mean)


def waits_longer(load: float, receivers: int, handling: float, limit: float) -> float:
    """Return the part of requests that wait longer than a limit when nobody gives up (Erlang C).

    `limit` in the unit of `handling`.
    """
    if load >= receivers:
        return 1.0
    return erlang_c(load, receivers) * float(np.exp(-(receivers - load) * limit / handling))


def patient_wait_quantile(load: float, receivers: int, handling: float, part: float) -> float:
    """Return the time within which a part of requests is answered when nobody gives up.

    Infinite where the load is too much.
    """
    if load >= receivers:
        return float("inf")
    wait = erlang_c(load, receivers)
    return max(0.0, float(np.log(wait / (1 - part))) * handling / (receivers - load))


def impatient_queue(load: float, receivers: int, handling: float, patience: float) -> Queue:
    """Return what becomes of requests when some give up waiting (Erlang A).

    `patience`: the mean time before somebody gives up, in the unit of `handling`. Source: Palm
    1957; Garnett, Mandelbaum and Reiman 2002.
    """
    states = _waiting_states(load, receivers, handling, patience)
    waiting = np.arange(len(states) - receivers)
    queued = states[receivers:]
    length = float((waiting * queued).sum())
    rate = load / handling
    mean = length / rate if rate else 0.0
    given_up = mean / patience
    answered = load * (1 - given_up)
    return Queue(float(queued.sum()), given_up, mean, answered / receivers, length)


def impatient_wait_quantile(
    load: float, receivers: int, handling: float, patience: float, part: float
) -> float:
    """Return the time within which a part of requests stop waiting, answered or given up."""
    states = _waiting_states(load, receivers, handling, patience)[receivers:]
    answers, leaves = receivers / handling, 1 / patience

    def still_waiting(limit: float) -> float:
        return float(states @ _waits_beyond(len(states), answers, leaves, limit))

    if still_waiting(0.0) <= 1 - part:
        return 0.0
    upper = patience
    while still_waiting(upper) > 1 - part:
        upper *= 2
    return float(optimize.brentq(lambda limit: still_waiting(limit) - (1 - part), 0.0, upper))


def _waiting_states(load: float, receivers: int, handling: float, patience: float) -> np.ndarray:
    """Return how likely each number of requests in the house is, up to where none is likely."""
    if min(load, handling, patience) <= 0 or receivers < 1:
        raise ValueError("load, handling, patience and receivers have to be more than 0.")
    most = receivers
    most += int(np.ceil(10 + 4 * load * max(1.0, patience / handling) + 40 * np.sqrt(load + 1)))
    number = np.arange(1, most + 1)
    leaving = np.minimum(number, receivers) + np.maximum(number - receivers, 0) * (
        handling / patience
    )
    likely = np.concatenate([[0.0], np.cumsum(np.log(load) - np.log(leaving))])
    return np.asarray(special.softmax(likely))


def _waits_beyond(count: int, answers: float, leaves: float, limit: float) -> np.ndarray:
    """Return, for 0, 1, ... requests ahead, how likely one still waits after a limit.

    All ahead go at random, and who waits may give up too: the time to the answer is a sum of
    exponential times with rates `answers` + k `leaves`, which is the largest of as many in a
    sample, so that it has a beta distribution. Source: Riordan 1962.
    """
    ahead = np.arange(count)
    gone = -np.expm1(-leaves * limit)
    offer = special.betainc(ahead + 1, answers / leaves, gone)
    return np.asarray((1 - offer) * np.exp(-leaves * limit))
