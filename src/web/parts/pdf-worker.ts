/** pdf.js parses PDFs in this worker; a file of its own, so that it is served from the same place as the app. */
import "pdfjs-dist/build/pdf.worker.min.mjs";
