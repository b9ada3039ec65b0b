"""The whole of polling and scheduling under a seed: time, network, chance and threads are the simulator's.

world       simulated time, and work that takes turns in it
plan        what befalls the world: news, bad pages, crashes, outages, clocks; made of the seed
origin      the sites: pages that change, hold, fail
database    the real store as one process sees it: slow, away, or the last thing it ever asked
scheduler   one process: the real poller, dispatcher, ticks and housekeeping
ledger      what may never happen, looked at as it is written
checks      what must hold in the end, when all has healed
run         one seed from start to end; the shortest plan that still breaks it
"""
