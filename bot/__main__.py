"""``python -m bot``: run the engine until told to stop."""

import logging
import os
import sys

from bot.launch import main

status = main()
logging.shutdown()
sys.stdout.flush()
sys.stderr.flush()
# Everything of ours is closed by now; TensorFlow's own clean-up would take most of the two seconds a stop may take.
os._exit(status)
