"""The whole of polling and scheduling under a seed: time, network, chance and threads are the simulator's.

world       simulated time, and work that takes turns in it
plan        what befalls the world: news, bad pages, crashes, outages, clocks; made of the seed
origin      the sites: pages that change, hold, fail
database    the real store as one process sees it: slow, away, or the last thing it ever asked
memory      the real store over one connection to a database in memory
surroundings, machine   what all processes have in common; what each stands on
scheduler, operator     the real poller, dispatcher, ticks and housekeeping; who polls by hand
lives       the processes of a town, and what befalls them
ledger      what may never happen, looked at as it is written
checks      what must hold in the end, when all has healed
run, seeds  one seed from start to end; the shortest plan that still breaks it
"""
