/** What runs inside each child process of the quickstart. */
@NullMarked
package io.taskcall.quickstart.process;

import org.jspecify.annotations.NullMarked;
