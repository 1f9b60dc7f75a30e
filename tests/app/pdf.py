"""What stands in a PDF, as another program reads it."""
import subprocess


def pdf_text(path, how='-raw'):
    """how: -raw in the order of writing, -layout as it lies on the page. The colour profile is passed over: the reader
    would spend five sixths of its work on that."""
    with open(path, 'rb') as file:
        pages = file.read().replace(b'/OutputIntents', b'/PassedOver___')
    return subprocess.run(['pdftotext', how, '-', '-'], input=pages, stdout=subprocess.PIPE, check=True).stdout.decode()


def pdf_words(path):
    """The same without the blanks and lines of the page."""
    return ''.join(pdf_text(path).split())
