/** How others sign what they send us, and we what we send to others. */
@NullMarked
package io.taskcall.oncall.domain.signing;

import org.jspecify.annotations.NullMarked;
