"""The file, the connections to it and the threads that use them; nothing here knows a table of the business."""
