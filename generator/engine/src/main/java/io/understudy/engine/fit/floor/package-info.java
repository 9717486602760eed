/**
 * What k entities bear: counts by entity, bins and ends of ranges that as many reach, pools of what fewer have.
 */
package io.understudy.engine.fit.floor;
