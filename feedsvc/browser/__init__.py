"""A browser as the last means: a page's scripts are run, and what they made of it is read as any page.

renderer   one page at a time in a browser of its own, started when the first page needs it
drawing    what is asked of it, and what comes back
keeper     the parent's side of its processes: deadline and end
warden     the process from which no other of them can get away; held: what they hold together, by processes
drive      the process that drives the browser, tab its one page, scripts what is run in it
cookies    what a page is drawn with; unwanted: what it is not given; asked: the data that it asks for
hints      the name that its requests say, and no other
proxy      the browser's only way to the network: through the guard of our own fetches; relay: what passes
program    which browser there is
wire       what parent and driver say to each other
"""
