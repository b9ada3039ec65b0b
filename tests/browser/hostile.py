"""Pages that turn against the browser that draws them, and against what stands near it.

{trap} is an address that may not be dialled, {site} the page's own. Each says that it is done by an element #done.
"""

DONE = "document.body.insertAdjacentHTML('beforeend', '<p id=done>done</p>');"
LATER = f"setTimeout(() => {{ {DONE} }}, 400);"

HARMLESS = {
    "boxes, forks, questions": """
        alert(1); confirm(2); prompt(3); print(); onbeforeunload = () => 'stay';
        for (let i = 0; i < 200; i++) window.open('/fork', '_blank');
        navigator.geolocation.getCurrentPosition(() => document.title = 'told');
        if (window.Notification) Notification.requestPermission();
        """
    + LATER,
    "service worker": """
        (navigator.serviceWorker ? navigator.serviceWorker.register('/worker.js') : Promise.reject())
          .then((given) => { if (given) document.title = 'registered' }).catch(() => 0).finally(() => { """
    + DONE
    + " });",
    "webrtc, forks out of frames": """
        const frame = document.createElement('iframe');
        document.body.append(frame);
        for (let i = 0; i < 20; i++) frame.contentWindow.open('http://{trap}/', '_blank');
        for (const kind of [window.RTCPeerConnection, frame.contentWindow.RTCPeerConnection]) if (kind) {
          const peer = new kind({ iceServers: [{ urls: 'stun:{trap}' },
            { urls: 'turn:{trap}?transport=tcp', username: 'a', credential: 'b' }] });
          peer.createDataChannel('x');
          peer.createOffer().then((offer) => peer.setLocalDescription(offer));
        }"""
    + LATER,
    "files": """
        for (const tag of ['iframe', 'img', 'embed']) {
          const one = document.createElement(tag);
          one.src = 'file:///etc/passwd';
          document.body.append(one);
        }
        try { location.href = 'file:///etc/passwd'; } catch {}
        fetch('file:///etc/passwd').then((r) => r.text()).then((t) => document.title = t).catch(() => 0);
        """
    + LATER,
    "metadata, sockets, workers": """
        for (const host of ['169.254.169.254', '[::ffff:a9fe:a9fe]', '{trap}', '2130706434', 'localhost:{port}', '[::1]:{port}'])
          fetch(`http://${host}/latest/meta-data`, { mode: 'no-cors' }).then(() => document.title = host).catch(() => 0);
        new Image().src = 'http://{trap}/x.png';
        const frame = document.createElement('iframe');
        frame.src = 'http://{trap}/';
        document.body.append(frame);
        navigator.sendBeacon('http://{trap}/', 'x');
        const socket = new WebSocket('ws://{trap}/');
        socket.onopen = () => document.title = 'open';
        new EventSource('http://{trap}/');
        new Worker(URL.createObjectURL(new Blob(["fetch('http://{trap}/'); new WebSocket('ws://{trap}/')"])));
        """
    + LATER,
    "rebinding, redirects": """
        (async () => {
          await fetch('/inwards').then((r) => r.text()).then((t) => document.title = t).catch(() => 0);
          for (let i = 0; i < 4; i++)
            await fetch(`http://rebind.example:{port}/${i}`, { mode: 'no-cors' }).catch(() => 0);
          """
    + DONE
    + "})();",
    "form": """
        const form = document.createElement('form');
        form.method = 'post';
        form.action = 'http://{trap}/';
        document.body.append(form);
        form.submit();
        """
    + LATER,
    "download": """
        const link = document.createElement('a');
        link.href = '/archive';
        link.download = 'archive.zip';
        document.body.append(link);
        link.click();
        """
    + LATER,
    "lies": """
        Element.prototype.cloneNode = () => { throw 1 };
        JSON.stringify = () => 'x';
        Object.defineProperty(document, 'body', { get: () => null });
        document.documentElement.insertAdjacentHTML('beforeend', '<p id=done>done</p>');""",
}
"""What such a page does is without effect: the page is drawn all the same."""

CIRCLES = "location.href = '/page?' + Math.random();"
"""Leads from page to page without end."""

ENDLESS = "Object.defineProperty(document, 'documentElement', { get: () => { for (;;); } });"
"""What such a page does takes all the time there is, once it is asked how it looks."""

GREEDY = """
const kept = [];
const more = () => { const one = new Uint8Array(4e7); one.fill(1); kept.push(one); };
setInterval(more, 5);
setInterval(() => fetch('/nothing'), 100);
"""
"""What such a page does takes all the memory there is."""

HEAVY = {
    "boxes without end": "for (;;) alert('here we are');",
    "two gigabytes": "const kept = []; for (let i = 0; i < 20; i++) kept.push(new Uint8Array(1e8).fill(1));"
    + DONE,
    "memory of workers": """
        const busy = 'const kept = []; setInterval(() => kept.push(new Uint8Array(3e7).fill(1)), 5)';
        for (let i = 0; i < 8; i++) new Worker(URL.createObjectURL(new Blob([busy])));"""
    + LATER,
    "a page without end": """
        const grows = () => { for (let i = 0; i < 20000; i++) document.body.append('quay ', document.createElement('p')); };
        setInterval(grows, 1);""",
    "requests without end": """
        const ask = () => fetch('/nothing?' + Math.random()).catch(() => 0).finally(ask);
        for (let i = 0; i < 50; i++) ask();
        setInterval(() => new WebSocket('ws://{trap}/'), 1);""",
    "frames in frames": """
        const within = (place, depth) => {
          const frame = document.createElement('iframe');
          place.append(frame);
          if (depth) for (let i = 0; i < 3; i++) within(frame.contentDocument.body, depth - 1);
        };
        within(document.body, 4);"""
    + LATER,
    "redirects without end": "for (let i = 0; i < 20; i++) fetch('/round').catch(() => 0);" + LATER,
}
"""What such a page does takes much of everything; it may be drawn or not, in time and within bounds."""
