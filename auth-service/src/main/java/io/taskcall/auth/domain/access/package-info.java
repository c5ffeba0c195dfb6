/** Who asks, and by which API key. */
@NullMarked
package io.taskcall.auth.domain.access;

import org.jspecify.annotations.NullMarked;
