"""The calls that `grantd test-client` wants of a client it drives."""

import os
from concurrent.futures import ThreadPoolExecutor


def make(session):
    """By a session of a library that is signed in: one after another, and then some at the same time."""

    def call(_=None):
        try:
            print("the API answers", session.get(os.environ["API_URL"]).status_code)
        except Exception as error:
            print("the call failed:", repr(error))

    for _ in range(int(os.environ["API_CALLS"])):
        call()
    if at_once := int(os.environ["API_AT_ONCE"]):
        list(ThreadPoolExecutor(at_once).map(call, range(at_once)))
