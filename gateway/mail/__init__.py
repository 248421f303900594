"""Mails: their texts beside this file, how they are written, how they leave."""

from gateway.mail.delivery import FolderPost, Post, SmtpPost
from gateway.mail.letters import Letters

__all__ = ["FolderPost", "Letters", "Post", "SmtpPost"]
