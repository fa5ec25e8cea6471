"""The summary as a document: a content model, drawn as PDF in a process of its own. No Flask, no database."""
