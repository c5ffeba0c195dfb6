/** How a person wants to be reached: by which ways, which of them first, and when not at all. */
@NullMarked
package io.taskcall.oncall.domain.contact;

import org.jspecify.annotations.NullMarked;
