"""`python -m local_aws --port 4566 --delays nat=10,rds=25`: starts the local AWS in the foreground."""

import argparse
import signal
import sys

from local_aws import delays


def arguments(argv: list[str]) -> argparse.Namespace:
    """Reads the command line; ends with a message and status 2 when it is wrong."""
    about, kinds = "A local AWS: moto's server with additions.", ", ".join(delays.KINDS)
    port = "port to listen on, 0 for any free one (default: %(default)s)"
    slow = f"how long slow changes last; kinds: {kinds}"
    parser = argparse.ArgumentParser(prog="python -m local_aws", description=about)
    parser.add_argument("--port", type=int, default=4566, help=port)
    parser.add_argument("--delays", default="", metavar="KIND=SECONDS,…", help=slow)
    options = parser.parse_args(argv)
    try:
        delays.configure(options.delays)
    except ValueError as error:
        parser.error(f"--delays: {error}")
    return options


def main(argv: list[str]) -> int:
    """Serves until SIGTERM or Ctrl-C; returns the exit status."""
    options = arguments(argv)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    from local_aws import server  # moto's import takes a second: not before the arguments are known to be right

    try:
        listening = server.make(options.port)
    except OSError as error:
        print(f"cannot listen on {server.HOST}:{options.port}: {error.strerror}", file=sys.stderr)
        return 1
    print(f"local AWS listens on http://{server.HOST}:{listening.port}", flush=True)
    try:
        listening.serve_forever()
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
