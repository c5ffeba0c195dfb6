/** What the mirror between two incidents does, and nothing of how. */
@NullMarked
package io.taskcall.sync.domain;

import org.jspecify.annotations.NullMarked;
