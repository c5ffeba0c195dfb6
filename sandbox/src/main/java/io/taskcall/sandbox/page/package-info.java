/** What the pages have in common on which people decide whether to let a client in. */
@NullMarked
package io.taskcall.sandbox.page;

import org.jspecify.annotations.NullMarked;
