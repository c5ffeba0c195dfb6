/** The phones of everybody: texts and calls, what was said and which keys were pressed. */
@NullMarked
package io.taskcall.sandbox.domain.phone;

import org.jspecify.annotations.NullMarked;
