"""The one door: turns, REST, web socket, push, and the worker that keeps promises made earlier."""
