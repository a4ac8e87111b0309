"""`python -m server`: everything that Lectern can be asked to do."""

from server.cli.app import app

if __name__ == "__main__":
    app()
