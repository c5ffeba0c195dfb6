/** Up to where changes can be told in order. */
@NullMarked
package io.taskcall.oncall.domain.stream;

import org.jspecify.annotations.NullMarked;
