"""gunicorn, the fallback web server: gunicorn -c config/deploy/gunicorn.conf.py wsgi:app

Any number of web workers may run beside `feedsvc schedule`. Keep nginx in front: slow clients occupy
gunicorn's threads, nginx buffers them; so does the operator's look at a page, two at most, for seconds.
"""

import os

bind = os.environ.get("FEEDSVC_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
# With one shared socket, one of two gthread workers idles.
reuse_port = True
# Every worker opens its own database connections.
preload_app = False
timeout = 30
graceful_timeout = 25
# Longer than nginx keeps its side open, so that nobody writes to a connection that was just closed.
keepalive = 75
# A socket for remote control, on by default, that nobody here uses.
control_socket_disable = True
limit_request_line = 8190
limit_request_fields = 100
errorlog = "-"
