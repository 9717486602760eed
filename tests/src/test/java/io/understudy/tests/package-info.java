/** The proof from end to end: what the modules promise together, on a real broker and through the command line. */
package io.understudy.tests;
